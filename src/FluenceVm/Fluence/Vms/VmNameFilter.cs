using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>VMs by names, ids, the beginnings of ids, and wildcards over names and ids. No name takes everything.</summary>
internal sealed class VmNameFilter
{
    private readonly ReferenceFilter? _literals;
    private readonly NameFilter? _patterns;

    public VmNameFilter(string[] names)
    {
        var patterns = Array.FindAll(names, WildcardPattern.ContainsWildcardCharacters);
        _patterns = patterns.Length == 0 ? null : new NameFilter(patterns);
        _literals = patterns.Length == names.Length
            ? null
            : new ReferenceFilter([.. names.Except(patterns).Select(name => new Reference(WildcardPattern.Unescape(name)))]);
    }

    /// <summary>What was asked for literally and has not come by.</summary>
    public IReadOnlyCollection<string> Unmet => _literals?.Unmet ?? [];

    public bool Matches(Vm vm)
    {
        // Each is asked, so that a VM counts as found by whatever names it.
        var isLiteral = _literals?.Matches(vm) == true;
        var isPattern = _patterns?.MatchesAny(vm.Id, vm.Name) == true;
        return isLiteral || isPattern || (_literals is null && _patterns is null);
    }

    /// <summary>Whether a text may be more than a name, which the service can't be asked for.</summary>
    public static bool IsMoreThanName(string text) =>
        WildcardPattern.ContainsWildcardCharacters(text) || new Reference(text) is { IsVmId: true } or { MayBeginVmId: true };
}
