using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FluenceVm.Clouds.Json;

/// <summary>Reads the objects of a list, of which the last one may not have arrived as a whole.</summary>
internal interface IItemReader<T>
    where T : class
{
    /// <summary>Reads the object whose first token is the current one, and ends on its last.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="json">What it reads, from its first byte on.</param>
    /// <param name="item">The object.</param>
    /// <returns>False if more has to arrive first; the reader is somewhere inside the object then.</returns>
    bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out T? item);
}

/// <summary>Reads objects as the JSON library does.</summary>
internal sealed class SerializedItem<T>(JsonTypeInfo<T> type) : IItemReader<T>
    where T : class
{
    public bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out T? item)
    {
        var whole = reader;
        if (!whole.TrySkip())
        {
            item = null;
            return false;
        }
        item = JsonSerializer.Deserialize(ref reader, type);
        return true;
    }
}
