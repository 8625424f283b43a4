using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>Ids, their beginnings, and exact names of VMs. No reference takes everything.</summary>
internal sealed class ReferenceFilter
{
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _unmet;
    private readonly List<string> _beginnings;

    public ReferenceFilter(IReadOnlyCollection<Reference> references)
    {
        _wanted = new HashSet<string>(references.Select(reference => reference.Text), StringComparer.OrdinalIgnoreCase);
        _unmet = new HashSet<string>(_wanted, StringComparer.OrdinalIgnoreCase);
        _beginnings = [.. references.Where(reference => reference.MayBeginVmId).Select(reference => reference.Text)];
    }

    /// <summary>The references that no VM answered to.</summary>
    public IReadOnlyCollection<string> Unmet => _unmet;

    public bool Matches(Vm vm)
    {
        // Both count as found: an id may be one VM's and a name another's.
        _unmet.Remove(vm.Id);
        _unmet.Remove(vm.Name ?? vm.Id);
        var begun = _beginnings.Where(beginning => vm.Id.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).ToList();
        _unmet.ExceptWith(begun);
        return _wanted.Count == 0 || begun.Count > 0 || _wanted.Contains(vm.Id) || _wanted.Contains(vm.Name ?? vm.Id);
    }
}
