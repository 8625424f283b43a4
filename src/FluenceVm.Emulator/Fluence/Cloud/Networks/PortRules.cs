using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>The marketplace's open ports as rules, and back.</summary>
internal static class PortRules
{
    private const string Everybody = "0.0.0.0/0";
    private static readonly string[] Protocols = ["tcp", "udp"];

    /// <summary>Rules that let everybody in to these ports; there are none for other protocols than tcp and udp.</summary>
    public static JsonElement Of(IEnumerable<OpenPort> ports)
    {
        var rules = new JsonArray([.. ports.Where(port => Protocols.Contains(port.Protocol)).Select(port => (JsonNode)new JsonObject
        {
            ["type"] = "ipv4",
            ["protocolKind"] = new JsonObject { [port.Protocol] = new JsonObject { ["ports"] = Exact(port.Port) } },
            ["remote"] = new JsonObject { ["address"] = Everybody },
        })]);
        using var document = JsonDocument.Parse(rules.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>The single ports that rules let everybody in to.</summary>
    public static IEnumerable<OpenPort> PortsOf(JsonElement rules) =>
        from rule in rules.EnumerateArray()
        where rule.GetProperty("remote").TryGetProperty("address", out var address) && address.GetString() == Everybody
        where rule.GetProperty("protocolKind").ValueKind == JsonValueKind.Object
        let kind = rule.GetProperty("protocolKind").EnumerateObject().First()
        let ports = kind.Value.GetProperty("ports")
        where ports.ValueKind == JsonValueKind.Object && ports.TryGetProperty("exact", out _)
        select new OpenPort(ports.GetProperty("exact").GetProperty("value").GetInt32(), kind.Name);

    private static JsonObject Exact(int port) => new() { ["exact"] = new JsonObject { ["value"] = port } };
}
