using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>Ids and exact names of VMs. No reference takes everything.</summary>
internal sealed class ReferenceFilter
{
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _unmet;

    public ReferenceFilter(IReadOnlyCollection<Reference> references)
    {
        _wanted = new HashSet<string>(references.Select(reference => reference.Text), StringComparer.OrdinalIgnoreCase);
        _unmet = new HashSet<string>(_wanted, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The references that no VM answered to.</summary>
    public IReadOnlyCollection<string> Unmet => _unmet;

    public bool Matches(Vm vm)
    {
        // Both count as found: an id may be one VM's and a name another's.
        _unmet.Remove(vm.Id);
        _unmet.Remove(vm.Name ?? vm.Id);
        return _wanted.Count == 0 || _wanted.Contains(vm.Id) || _wanted.Contains(vm.Name ?? vm.Id);
    }
}
