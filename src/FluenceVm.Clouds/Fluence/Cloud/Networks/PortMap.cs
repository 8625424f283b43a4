using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>The open ports of VMs, from the security groups, which tell whom they filter.</summary>
internal sealed class PortMap
{
    private readonly Dictionary<string, IReadOnlyList<VmPort>?> _ports = new(StringComparer.OrdinalIgnoreCase);

    public void Add(SecurityGroupWire group)
    {
        var ports = PortRules.ToPorts(group.IngressRules);
        foreach (var vmId in (group.Attachments ?? [])
            .Select(each => each?.VmId)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            // Of two groups on one VM the list doesn't tell which filters what.
            _ports[vmId] = _ports.ContainsKey(vmId) ? null : ports;
        }
    }

    /// <summary>The ports that are open to everybody; null for a VM without a group, or with rules that are more than a list.</summary>
    public IReadOnlyList<VmPort>? Of(string? vmId) => vmId is not null && _ports.TryGetValue(vmId, out var ports) ? ports : null;
}
