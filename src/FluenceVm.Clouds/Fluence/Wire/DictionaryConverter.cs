using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Clouds.Fluence.Wire;

/// <summary>
/// Reads arbitrary data as a shell's user handles it: objects as ordered dictionaries, arrays as arrays, numbers as
/// <see cref="long"/> or <see cref="decimal"/>. Nothing is lost: keys ignore case unless two differ by nothing else, and a
/// number beyond <see cref="decimal"/> stays the text that it was.
/// </summary>
internal sealed class DictionaryConverter : JsonConverter<OrderedDictionary>
{
    // Where the data is no object although the specification says so.
    private const string SoleKey = "value";

    public override OrderedDictionary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? ReadObject(ref reader)
            : new OrderedDictionary(StringComparer.OrdinalIgnoreCase) { { SoleKey, ReadValue(ref reader) } };

    public override void Write(Utf8JsonWriter writer, OrderedDictionary value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Arbitrary data is only ever read.");

    private static OrderedDictionary ReadObject(ref Utf8JsonReader reader)
    {
        var result = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        var ordinal = false;
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var key = Printable.Escape(reader.GetString()!);
            Next(ref reader);
            var value = ReadValue(ref reader);
            if (!ordinal && result.Contains(key) && !result.Keys.Cast<string>().Contains(key, StringComparer.Ordinal))
            {
                result = ToOrdinal(result);
                ordinal = true;
            }
            result[key] = value;
        }
        return result;
    }

    private static object? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader);
            case JsonTokenType.StartArray:
                var items = new List<object?>();
                while (Next(ref reader) != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader));
                }
                return items.ToArray();
            case JsonTokenType.String:
                return Printable.Escape(reader.GetString()!);
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

    private static OrderedDictionary ToOrdinal(OrderedDictionary source)
    {
        var result = new OrderedDictionary(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in source)
        {
            result.Add(entry.Key, entry.Value);
        }
        return result;
    }
}
