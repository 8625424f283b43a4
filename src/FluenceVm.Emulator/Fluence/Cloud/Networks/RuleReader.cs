using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>Reads the rules of security groups strictly.</summary>
internal sealed class RuleReader(CloudAccount account)
{
    private const int MostPort = 65_535;
    private static readonly BodyShape Rule = BodyShape.Of("type!", "protocolKind!", "remote!");
    private static readonly BodyShape Kind = BodyShape.Of("ports!");
    private static readonly BodyShape Exact = BodyShape.Of("value!");
    private static readonly BodyShape Range = BodyShape.Of("min!", "max!");

    /// <summary>The array of rules of a new group; null for everything.</summary>
    /// <exception cref="CloudRefusal">400 or 404: it isn't as documented, or names a group that isn't there.</exception>
    public JsonElement? ReadNew(JsonElement body, string name) =>
        body.TryGetProperty(name, out var rules) ? Checked(rules, name) : null;

    /// <summary>The rules of a group that changes: the same object as in responses; null for everything.</summary>
    /// <exception cref="CloudRefusal">400 or 404: it isn't as documented, or names a group that isn't there.</exception>
    public JsonElement? ReadChanged(JsonElement body, string name)
    {
        var rules = body.GetProperty(name);
        if (rules.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        BodyShape.Of("type!", "rules").Check(rules);
        if (CloudJson.Word(rules, "type", "allowAll", "allow") == "allowAll")
        {
            return null;
        }
        if (!rules.TryGetProperty("rules", out var list))
        {
            throw CloudRefusal.Field("rules", "missing");
        }
        return Checked(list, "rules");
    }

    private JsonElement Checked(JsonElement rules, string name)
    {
        if (rules.ValueKind != JsonValueKind.Array)
        {
            throw CloudRefusal.Field(name, "expected an array of rules");
        }
        foreach (var rule in rules.EnumerateArray())
        {
            Rule.Check(rule);
            CheckRemote(rule.GetProperty("remote"), CloudJson.Word(rule, "type", "ipv4", "ipv6")!);
            CheckProtocol(rule.GetProperty("protocolKind"));
        }
        return rules;
    }

    private void CheckRemote(JsonElement remote, string type)
    {
        BodyShape.Of("address", "securityGroup").Check(remote);
        var (address, group) = (CloudJson.Text(remote, "address"), CloudJson.Id(remote, "securityGroup"));
        if (address is null == group is null)
        {
            throw CloudRefusal.Field("remote", "expected one of address and securityGroup");
        }
        if (group is { } id && account.Groups.Find(id) is not { IsLiving: true })
        {
            throw CloudRefusal.NotFound("Security group", id);
        }
        if (address is not null && !IsRange(address, type == "ipv4" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6))
        {
            var example = type == "ipv4" ? "203.0.113.0/24" : "2001:db8::/32";
            throw CloudRefusal.Field("address", $"expected a range of {type}, such as {example}");
        }
    }

    /// <summary>A range's address needn't be its first one here.</summary>
    private static bool IsRange(string text, AddressFamily family) => text.Split('/') is { Length: 2 } parts
        && IPAddress.TryParse(parts[0], out var address) && address.AddressFamily == family
        && byte.TryParse(parts[1], out var prefix) && prefix <= (family == AddressFamily.InterNetwork ? 32 : 128);

    private static void CheckProtocol(JsonElement protocol)
    {
        if (protocol.ValueKind == JsonValueKind.String && protocol.GetString() is "all" or "icmp")
        {
            return;
        }
        if (protocol.ValueKind != JsonValueKind.Object || protocol.EnumerateObject().Count() != 1)
        {
            throw CloudRefusal.Field("protocolKind", "expected all, icmp, tcp or udp");
        }
        var kind = BodyShape.Of("tcp", "udp").Check(protocol).EnumerateObject().First().Value;
        CheckPorts(Kind.Check(kind).GetProperty("ports"));
    }

    private static void CheckPorts(JsonElement ports)
    {
        if (ports.ValueKind == JsonValueKind.String && ports.GetString() == "all")
        {
            return;
        }
        if (ports.ValueKind != JsonValueKind.Object || ports.EnumerateObject().Count() != 1)
        {
            throw CloudRefusal.Field("ports", "expected all, exact or range");
        }
        var only = BodyShape.Of("exact", "range").Check(ports).EnumerateObject().First();
        if (only.Name == "exact")
        {
            _ = CloudJson.Number(Exact.Check(only.Value), "value", 0, MostPort);
        }
        else if (CloudJson.Number(Range.Check(only.Value), "min", 0, MostPort) > CloudJson.Number(only.Value, "max", 0, MostPort))
        {
            throw CloudRefusal.Field("range", "min is greater than max");
        }
    }
}
