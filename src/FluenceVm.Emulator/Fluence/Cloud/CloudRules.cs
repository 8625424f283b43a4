using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Reads the rules of security groups strictly (schemas <c>SecurityGroupRulesDto</c> and <c>SecurityGroupRuleDto</c>).</summary>
internal sealed class CloudRules(FluenceAccount account)
{
    private const int MostPort = 65_535;
    private const string Everybody = "0.0.0.0/0";
    private static readonly string[] Protocols = ["tcp", "udp"];

    /// <summary>The array of rules of a new group; null for everything.</summary>
    /// <exception cref="RefusedException">400 or 404: it isn't as the schema says, or names a group that isn't there.</exception>
    public JsonElement? ReadNew(JsonElement body, string name) => RequestBody.Member(body, name) is { } rules ? Checked(rules, name) : null;

    /// <summary>The rules of a group that changes: the same object as in answers; null for everything.</summary>
    /// <exception cref="RefusedException">400 or 404: it isn't as the schema says, or names a group that isn't there.</exception>
    public JsonElement? ReadChanged(JsonElement body, string name)
    {
        if (RequestBody.ObjectMember(body, name) is not { } rules)
        {
            return null;
        }
        if (CloudBody.RequiredWord(rules, "type", "allowAll", "allow") == "allowAll")
        {
            CloudBody.Check(rules, "type");
            return null;
        }
        CloudBody.Check(rules, "type", "rules");
        return Checked(RequestBody.Member(rules, "rules") ?? throw RequestBody.Missing("rules"), "rules");
    }

    /// <summary>Rules that let everybody in to these ports; there are none for other protocols than tcp and udp.</summary>
    public static JsonElement Of(IEnumerable<OpenPort> ports)
    {
        var rules = new JsonArray([.. ports.Where(port => Protocols.Contains(port.Protocol)).Select(port => (JsonNode)new JsonObject
        {
            ["type"] = "ipv4",
            ["protocolKind"] = new JsonObject { [port.Protocol] = new JsonObject { ["ports"] = new JsonObject { ["exact"] = new JsonObject { ["value"] = port.Port } } } },
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

    private JsonElement Checked(JsonElement rules, string name)
    {
        if (rules.ValueKind != JsonValueKind.Array || rules.EnumerateArray().Any(rule => rule.ValueKind != JsonValueKind.Object))
        {
            throw Wrong(name, "an array of rules");
        }
        foreach (var rule in rules.EnumerateArray())
        {
            CloudBody.Check(rule, "type", "protocolKind", "remote");
            CheckRemote(RequestBody.ObjectMember(rule, "remote") ?? throw RequestBody.Missing("remote"), CloudBody.RequiredWord(rule, "type", "ipv4", "ipv6"));
            CheckProtocol(RequestBody.Member(rule, "protocolKind") ?? throw RequestBody.Missing("protocolKind"));
        }
        return rules;
    }

    private void CheckRemote(JsonElement remote, string type)
    {
        if (RequestBody.Text(remote, "securityGroup") is not null)
        {
            var id = CloudBody.RequiredId(CloudBody.Check(remote, "securityGroup"), "securityGroup");
            _ = CloudGroupRoutes.Find(account, id) ?? throw CloudError.NotFound("Security group", id);
            return;
        }
        var address = RequestBody.RequiredText(CloudBody.Check(remote, "address"), "address");
        var (family, longest) = type == "ipv4" ? (AddressFamily.InterNetwork, 32) : (AddressFamily.InterNetworkV6, 128);
        var parts = address.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var start) || start.AddressFamily != family
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > longest)
        {
            throw Wrong("address", $"a network of {type}, as in 0.0.0.0/0");
        }
    }

    private static void CheckProtocol(JsonElement protocol)
    {
        if (protocol.ValueKind == JsonValueKind.String && protocol.GetString() is "all" or "icmp")
        {
            return;
        }
        if (protocol.ValueKind != JsonValueKind.Object || protocol.EnumerateObject().Count() != 1)
        {
            throw Wrong("protocolKind", "all, icmp, tcp or udp");
        }
        var kind = RequestBody.ObjectMember(CloudBody.Check(protocol, Protocols), protocol.EnumerateObject().First().Name)!.Value;
        var ports = RequestBody.Member(CloudBody.Check(kind, "ports"), "ports") ?? throw RequestBody.Missing("ports");
        if (ports.ValueKind == JsonValueKind.String && ports.GetString() == "all")
        {
            return;
        }
        if (ports.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("ports", "all, exact or range");
        }
        if (RequestBody.ObjectMember(CloudBody.Check(ports, "exact", "range"), "exact") is { } exact)
        {
            CheckPort(CloudBody.Check(exact, "value"), "value");
            CloudBody.Check(ports, "exact");
            return;
        }
        var range = RequestBody.ObjectMember(ports, "range") ?? throw RequestBody.Missing("exact");
        CloudBody.Check(range, "min", "max");
        if (CheckPort(range, "min") > CheckPort(range, "max"))
        {
            throw Wrong("range", "min no greater than max");
        }
    }

    private static long CheckPort(JsonElement json, string name) =>
        RequestBody.RequiredInteger(json, name) is var port and >= 0 and <= MostPort ? port : throw Wrong(name, "0 to 65535");

    private static RefusedException Wrong(string name, string expected) => RefusedException.BadRequest($"invalid field `{name}`: expected {expected}");
}
