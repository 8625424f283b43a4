using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>What a user wants of one direction of a firewall: everything, a whole new list, or rules to add and to take away.</summary>
/// <param name="All">Whether everything is to pass.</param>
/// <param name="Whole">The whole new list; null if it isn't given.</param>
/// <param name="Added">Rules to add.</param>
/// <param name="Removed">Rules to take away.</param>
internal sealed record RuleChange(bool All, SecurityRule[]? Whole, SecurityRule[] Added, SecurityRule[] Removed)
{
    public bool IsEmpty => !All && !HasRules;

    public bool IsContradiction => All && HasRules;

    private bool HasRules => Whole is not null || Added.Length > 0 || Removed.Length > 0;

    /// <summary>The list afterwards; null if everything passes.</summary>
    /// <param name="group">The group.</param>
    /// <param name="current">The list now; null if everything passes.</param>
    /// <exception cref="CmdletException">There is no list to add to.</exception>
    public IReadOnlyList<SecurityRule>? Apply(SecurityGroup group, IReadOnlyList<SecurityRule>? current)
    {
        if (IsEmpty)
        {
            return current;
        }
        if (All)
        {
            return null;
        }
        var start = Whole ?? current
            ?? throw CmdletException.Of(nameof(Messages.SecurityGroupLetsAll), ErrorCategory.InvalidOperation, group, group);
        return [.. start.Concat(Added).Distinct().Where(rule => Array.IndexOf(Removed, rule) < 0)];
    }
}
