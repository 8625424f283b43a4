using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Firewalls;

/// <summary>Rules as the service writes them, and back.</summary>
internal static class Rules
{
    public const string Some = "allow";
    public const string Everything = "allowAll";
    private const string Family4 = "ipv4";
    private const string Family6 = "ipv6";

    // What a later service may have. It is shown, and never sent back changed.
    private const string NotUnderstood = "unknown";

    /// <summary>The rules; null if everything passes.</summary>
    public static IReadOnlyList<SecurityRule>? ToModel(RulesWire? rules, GroupNames names) =>
        rules is { Type: Some } ? (rules.Rules ?? []).Select(rule => ToModel(rule, names)).ToArray() : null;

    /// <exception cref="InvalidOperationException">A rule is one that isn't understood.</exception>
    public static IReadOnlyList<RuleWire>? ToWires(IReadOnlyList<SecurityRule>? rules, GroupNames names) =>
        rules is null ? null : [.. rules.Distinct().Select(rule => ToWire(rule, names))];

    private static RuleWire ToWire(SecurityRule rule, GroupNames names) => rule.Protocol == NotUnderstood
        ? throw Fault.State(nameof(Messages.SecurityRuleNotUnderstood))
        : new RuleWire
        {
            Type = !rule.IsGroup && rule.Remote.Contains(':') ? Family6 : Family4,
            ProtocolKind = new OpenedWire(rule.Protocol, rule.FirstPort, rule.LastPort),
            Remote = rule.IsGroup ? new RemoteWire { SecurityGroup = names.IdOf(rule.Remote) } : new RemoteWire { Address = rule.Remote },
        };

    private static SecurityRule ToModel(RuleWire? rule, GroupNames names) => rule switch
    {
        { ProtocolKind: { Protocol: { } protocol } opened, Type: Family4, Remote: { Address: null, SecurityGroup: { } group } } =>
            SecurityRule.ForGroup(protocol, opened.FirstPort, opened.LastPort, names.NameOf(group)),
        { ProtocolKind: { Protocol: { } protocol } opened, Type: Family4 or Family6, Remote: { Address: { } address } remote }
            when remote.SecurityGroup is null => SecurityRule.ForAddresses(protocol, opened.FirstPort, opened.LastPort, address),
        _ => SecurityRule.ForAddresses(NotUnderstood, null, null, SecurityRule.Everybody),
    };
}
