using System.Text.Json.Serialization;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>What both forms of error responses have in common: a code, a text, and perhaps violations.</summary>
internal sealed class ErrorWire
{
    private static readonly ErrorWire None = new();

    public List<ViolationWire> Violations { get; set; } = [];

    /// <summary>Reads a response; one of another form has no violations.</summary>
    public static ErrorWire Parse(string body)
    {
        try
        {
            return body.Length == 0 ? None : JsonSerializer.Deserialize(body, CloudJson.Default.ErrorWire) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}

/// <summary>One thing that is wrong with a request; which members it has depends on its type.</summary>
internal sealed class ViolationWire
{
    public string? Type { get; set; }

    public string? Field { get; set; }

    public ReasonWire? Reason { get; set; }

    public ViolationWire? Violation { get; set; }

    public string? Code { get; set; }

    public string? Kind { get; set; }

    public string? Id { get; set; }

    public string? Resource { get; set; }

    public long? Found { get; set; }

    public long? Max { get; set; }
}

/// <summary>Why: a text, or for a disk an object with a type.</summary>
[JsonConverter(typeof(ReasonConverter))]
internal sealed record ReasonWire(string Text, string? Status = null, long? MinBytes = null);

/// <summary>Reads both forms of a reason.</summary>
internal sealed class ReasonConverter : JsonConverter<ReasonWire>
{
    public override ReasonWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var reason = document.RootElement;
        return reason.ValueKind == JsonValueKind.Object
            ? new ReasonWire(TextOf(reason, "type") ?? string.Empty, TextOf(reason, "status"), MinBytesOf(reason))
            : new ReasonWire(Printable.Escape(reason.ToString()));
    }

    public override void Write(Utf8JsonWriter writer, ReasonWire value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static string? TextOf(JsonElement reason, string name) =>
        reason.TryGetProperty(name, out var value) ? Printable.Escape(value.ToString()) : null;

    private static long? MinBytesOf(JsonElement reason) =>
        reason.TryGetProperty("min_bytes", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var bytes)
            ? bytes
            : null;
}
