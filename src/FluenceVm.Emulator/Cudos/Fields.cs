using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace FluenceVm.Emulator.Cudos;

/// <summary>Reads JSON as strictly as the contract does: what is unknown, missing or of another type is refused.</summary>
internal readonly struct Fields
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonElement _object;
    private readonly string _what;

    private Fields(JsonElement value, string what) => (_object, _what) = (value, what);

    /// <summary>Reads a document; nothing in it may appear twice, and every text in it must be Unicode.</summary>
    /// <exception cref="ContractRefusal">It is not such JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(
                StrictUtf8.GetString(json.ToArray()),
                new JsonDocumentOptions { AllowDuplicateProperties = false });
            // The parser leaves texts as they are; writing them out is what finds halves of characters.
            using var everything = new Utf8JsonWriter(Stream.Null);
            document.WriteTo(everything);
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new ContractRefusal($"invalid JSON: {error.Message}");
        }
    }

    /// <summary>An object whose fields are all among the named ones.</summary>
    public static Fields Of(JsonElement value, string what, params string[] names)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ContractRefusal($"Error parsing into type {what}: Invalid type");
        }
        foreach (var property in value.EnumerateObject())
        {
            if (!names.Contains(property.Name, StringComparer.Ordinal))
            {
                throw new ContractRefusal(
                    $"Error parsing into type {what}: unknown field `{property.Name}`, expected one of {List(names)}");
            }
        }
        return new Fields(value, what);
    }

    /// <summary>
    /// A message or query: an object with one field, whose name is one of the variants and whose value holds the arguments.
    /// </summary>
    public static (string Variant, JsonElement Arguments) Variant(JsonElement value, string what, params string[] variants)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 1)
        {
            throw new ContractRefusal($"Error parsing into type {what}: expected an object with exactly one variant");
        }
        var property = value.EnumerateObject().Single();
        return variants.Contains(property.Name, StringComparer.Ordinal)
            ? (property.Name, property.Value)
            : throw new ContractRefusal(
                $"Error parsing into type {what}: unknown variant `{property.Name}`, expected one of {List(variants)}");
    }

    /// <summary>A field that must be there.</summary>
    public JsonElement Required(string name) =>
        _object.TryGetProperty(name, out var value)
            ? value
            : throw new ContractRefusal($"Error parsing into type {_what}: missing field `{name}`");

    /// <summary>A text that must be there.</summary>
    public string Text(string name) =>
        OptionalText(name) ?? throw new ContractRefusal($"Error parsing into type {_what}: missing field `{name}`");

    /// <summary>A text that may be missing or null.</summary>
    public string? OptionalText(string name)
    {
        if (!_object.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new ContractRefusal($"Error parsing into type {_what}: Invalid type of field `{name}`, expected a string");
    }

    /// <summary>A whole number of a chain (at most 2^256, which has 78 digits) that is written as a string of digits.</summary>
    public BigInteger Amount(string name) =>
        Text(name) is { Length: <= 78 } digits
            && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new ContractRefusal($"Error parsing into type {_what}: field `{name}` is not a whole number");

    private static string List(string[] names) => string.Join(", ", names.Select(name => $"`{name}`"));
}
