using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>The open ports of VMs that are listed, from the security groups, which tell whom they filter.</summary>
internal sealed class PortShelf(CloudPages pages, Unknowns unknowns, bool ofFew)
    : Shelf<SecurityGroupWire>(unknowns, Messages.PartGroups)
{
    private readonly Dictionary<string, IReadOnlyList<VmPort>?> _held = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Guid> _taken = [];

    /// <summary>VMs whose ports were handed on although another group filters them too, as a later page of the list told.</summary>
    public List<string> Ambiguous { get; } = [];

    /// <summary>
    /// The ports of a VM that are open to everybody, which are let go of; null for a VM without a group, with several, or with
    /// rules that are more than a list.
    /// </summary>
    public IReadOnlyList<VmPort>? Take(CloudVmWire vm)
    {
        if (vm.Id is null || !_held.TryGetValue(vm.Id, out var ports))
        {
            return null;
        }
        _held.Remove(vm.Id);
        if (ports is not null && Guid.TryParse(vm.Id, out var id))
        {
            _taken.Add(id);
        }
        return ports;
    }

    protected override IAsyncEnumerable<IReadOnlyList<SecurityGroupWire>> Open(
        IReadOnlyList<CloudVmWire> firstVms, CancellationToken cancellationToken) => pages.ReadAsync(
            new Query(CloudSecurityGroups.Path), CloudJson.Default.SecurityGroupPage, group => group.Id, cancellationToken);

    protected override void Put(SecurityGroupWire item)
    {
        if (item.Status == "removed")
        {
            return;
        }
        var ports = PortRules.ToPorts(item.IngressRules);
        var vms = (item.Attachments ?? []).Select(each => each?.VmId).OfType<string>();
        foreach (var vm in vms.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Guid.TryParse(vm, out var id) && _taken.Contains(id))
            {
                Ambiguous.Add(vm);
                continue;
            }
            // Of two groups on one VM the list doesn't tell which filters what.
            _held[vm] = _held.ContainsKey(vm) ? null : ports;
        }
    }

    // Another group on a later page may filter it too. Whoever asks for a few wants to be certain, and can be.
    protected override bool HasAllOf(CloudVmWire vm) => !ofFew && (vm.Id is null || _held.ContainsKey(vm.Id));
}
