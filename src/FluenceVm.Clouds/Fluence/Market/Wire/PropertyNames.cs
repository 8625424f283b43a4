using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>The names of an object's properties, in the order in which a service usually sends them.</summary>
internal sealed class PropertyNames(params string[] names)
{
    private readonly byte[][] _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    /// <summary>The number of the property whose name is the current token; -1 if it isn't known.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="likely">Which one is looked at first: the one after the last, because objects of a list are alike.</param>
    [MethodImpl(Compile.AtOnce)]
    public int Find(ref Utf8JsonReader reader, int likely)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var candidate = likely + i < _names.Length ? likely + i : likely + i - _names.Length;
            if (reader.ValueTextEquals(_names[candidate]))
            {
                return candidate;
            }
        }
        return -1;
    }
}
