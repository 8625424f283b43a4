using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Reads arbitrary data as a shell's user handles it: nested objects as ordered dictionaries, arrays as arrays, numbers as
/// <see cref="long"/> or <see cref="decimal"/>. Nothing is lost: a number beyond <see cref="decimal"/> stays the text that it was.
/// </summary>
internal sealed class EntriesConverter : JsonConverter<KeyValuePair<string, object?>[]>
{
    // Where the data is not an object although the specification says so.
    private const string SoleKey = "value";

    // The entries of the objects that are being read, the innermost last: a list for each object would be most of the garbage
    // of a long list of VMs.
    [ThreadStatic]
    private static List<KeyValuePair<string, object?>>? _open;

    public override KeyValuePair<string, object?>[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? ReadEntries(ref reader)
            : [new(SoleKey, ReadValue(ref reader))];

    public override void Write(Utf8JsonWriter writer, KeyValuePair<string, object?>[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    [MethodImpl(Compile.AtOnce)]
    private static KeyValuePair<string, object?>[] ReadEntries(ref Utf8JsonReader reader)
    {
        var entries = _open ??= [];
        var start = entries.Count;
        try
        {
            while (Next(ref reader) != JsonTokenType.EndObject)
            {
                var key = Printable.Read(ref reader);
                Next(ref reader);
                entries.Add(new(key, ReadValue(ref reader)));
            }
            var result = entries.Count == start ? [] : new KeyValuePair<string, object?>[entries.Count - start];
            entries.CopyTo(start, result, 0, result.Length);
            return result;
        }
        finally
        {
            entries.RemoveRange(start, entries.Count - start);
        }
    }

    [MethodImpl(Compile.AtOnce)]
    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return OrderedEntries.ToDictionary(ReadEntries(ref reader));
            case JsonTokenType.StartArray:
                var items = new List<object?>();
                while (Next(ref reader) != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader));
                }
                return items.ToArray();
            case JsonTokenType.String:
                return Printable.Read(ref reader);
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                return null;
        }
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }
        if (reader.TryGetDecimal(out var number))
        {
            return number;
        }
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    // The serializer hands a converter whole values only, so there is always a next token.
    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }
}
