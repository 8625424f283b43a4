using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>Lists of open ports as rules of a security group, and back.</summary>
internal static class PortRules
{
    private const string Everybody = "0.0.0.0/0";
    private const string Family = "ipv4";
    private const string Some = "allow";
    private static readonly string[] Protocols = ["tcp", "udp"];

    /// <exception cref="NotSupportedException">A port's protocol is one that rules don't know.</exception>
    public static void Check(IEnumerable<VmPort> ports)
    {
        if (ports.FirstOrDefault(port => !Protocols.Contains(port.Protocol, StringComparer.OrdinalIgnoreCase)) is { } other)
        {
            throw Fault.NotSupported(nameof(Messages.PortProtocolNotSupported), other);
        }
    }

    /// <summary>One rule per port, for everybody, in a fixed order: the same ports are always the same bytes.</summary>
    public static IReadOnlyList<RuleWire> From(IEnumerable<VmPort> ports) =>
    [
        .. ports.Distinct().OrderBy(port => port.Port).ThenBy(port => port.Protocol, StringComparer.Ordinal).Select(port => new RuleWire
        {
            Type = Family,
            ProtocolKind = new OpenedWire(port.Protocol.ToLowerInvariant(), port.Port, port.Port),
            Remote = new RemoteWire { Address = Everybody },
        }),
    ];

    /// <summary>These ports, and nothing else.</summary>
    public static RulesWire Only(IEnumerable<VmPort> ports) => new() { Type = Some, Rules = [.. From(ports)] };

    /// <summary>The ports that are open to everybody, if rules say nothing else; null if they do, or let everything pass.</summary>
    public static IReadOnlyList<VmPort>? ToPorts(RulesWire? rules)
    {
        if (rules is not { Type: Some, Rules: { } list } || list.Any(rule => !IsPlain(rule)))
        {
            return null;
        }
        return list.Select(rule => new VmPort(rule!.ProtocolKind!.Port!.Value, rule.ProtocolKind.Protocol!)).Distinct().ToArray();
    }

    private static bool IsPlain(RuleWire? rule) =>
        rule is { Type: Family, Remote.Address: Everybody, ProtocolKind: { Port: >= 1 and <= 65535, Protocol: { } protocol } }
        && Protocols.Contains(protocol);
}
