using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>Lists of rules: their text, and what becomes of them.</summary>
internal static class RuleList
{
    /// <summary>The rules as a sentence takes them.</summary>
    /// <param name="rules">The rules; null if everything passes.</param>
    public static string Text(IReadOnlyList<SecurityRule>? rules) =>
        rules is null ? Messages.RulesEverything : rules.Count == 0 ? Messages.RulesNothing : string.Join(", ", rules);

    /// <summary>Whether somebody can log in by SSH.</summary>
    /// <param name="rules">What may come in; null if everything may.</param>
    public static bool LetsSsh(IReadOnlyList<SecurityRule>? rules) => rules?.Any(rule => rule.Lets(VmPort.Ssh)) ?? true;

    public static bool Same(IReadOnlyList<SecurityRule>? one, IReadOnlyList<SecurityRule>? other) =>
        one is null || other is null ? one is null && other is null : new HashSet<SecurityRule>(one).SetEquals(other);
}
