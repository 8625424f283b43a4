using System.Text.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Which properties of an object have been there: each may be once, because of two ids nobody could say which one is meant.
/// </summary>
internal struct Fields
{
    private int _seen;

    /// <summary>Takes note of the property whose name is the current token.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="field">The property's number in the object, below 32.</param>
    public void Once(ref Utf8JsonReader reader, int field)
    {
        if ((_seen & (1 << field)) != 0)
        {
            throw new JsonException(Text.Of(nameof(Messages.TokenTwice), reader.GetString()));
        }
        _seen |= 1 << field;
    }
}
