using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>Reads and writes what a rule opens.</summary>
internal sealed class OpenedConverter : JsonConverter<OpenedWire>
{
    private const string Every = "all";
    private static readonly string[] WithoutPorts = [Every, "icmp"];
    private static readonly string[] WithPorts = ["tcp", "udp"];
    private static readonly OpenedWire NotUnderstood = new(null, null, null);

    public override OpenedWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var kind = document.RootElement;
        if (kind.ValueKind == JsonValueKind.String && kind.GetString() is { } word && WithoutPorts.Contains(word))
        {
            return new OpenedWire(word, null, null);
        }
        return OnlyMember(kind) is { Name: { } protocol, Value: var opened } && WithPorts.Contains(protocol)
            && opened.ValueKind == JsonValueKind.Object && opened.TryGetProperty("ports", out var ports)
            ? ReadPorts(protocol, ports)
            : NotUnderstood;
    }

    public override void Write(Utf8JsonWriter writer, OpenedWire value, JsonSerializerOptions options)
    {
        if (WithoutPorts.Contains(value.Protocol))
        {
            writer.WriteStringValue(value.Protocol);
            return;
        }
        writer.WriteStartObject();
        writer.WriteStartObject(value.Protocol!);
        WritePorts(writer, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static OpenedWire ReadPorts(string protocol, JsonElement ports)
    {
        if (ports.ValueKind == JsonValueKind.String && ports.GetString() == Every)
        {
            return new OpenedWire(protocol, null, null);
        }
        return OnlyMember(ports) switch
        {
            { Name: "exact", Value: var exact } when Number(exact, "value") is { } port => new OpenedWire(protocol, port, port),
            { Name: "range", Value: var range } when Number(range, "min") is { } min && Number(range, "max") is { } max =>
                new OpenedWire(protocol, min, max),
            _ => NotUnderstood,
        };
    }

    private static void WritePorts(Utf8JsonWriter writer, OpenedWire value)
    {
        if (value.FirstPort is not { } first || value.LastPort is not { } last)
        {
            writer.WriteString("ports", Every);
            return;
        }
        writer.WriteStartObject("ports");
        writer.WriteStartObject(first == last ? "exact" : "range");
        if (first == last)
        {
            writer.WriteNumber("value", first);
        }
        else
        {
            writer.WriteNumber("min", first);
            writer.WriteNumber("max", last);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static JsonProperty? OnlyMember(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Count() == 1 ? json.EnumerateObject().First() : null;

    private static int? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number) ? number : null;
}
