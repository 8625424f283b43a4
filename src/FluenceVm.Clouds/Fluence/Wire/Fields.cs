using System.Text;
using System.Text.Json;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>
/// The properties of an object that is being read, each of which may be there once: of two ids nobody could say which one is
/// meant. Every property is asked for the same names in the same order.
/// </summary>
internal struct Fields
{
    private int _seen;
    private int _asked;

    /// <summary>Goes to the next property's name; false at the object's end.</summary>
    public bool Next(ref Utf8JsonReader reader)
    {
        _asked = 0;
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Whether this is the property's name.</summary>
    public bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var field = 1 << _asked++;
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }
        if ((_seen & field) != 0)
        {
            throw new JsonException(Text.Of(nameof(Messages.TokenTwice), Encoding.UTF8.GetString(name.ToArray())));
        }
        _seen |= field;
        return true;
    }
}
