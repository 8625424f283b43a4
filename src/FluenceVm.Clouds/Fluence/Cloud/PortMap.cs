using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// The open ports of listed VMs, from the security groups that they name: at most one request a page, and none where all of them
/// are known from the page before.
/// </summary>
internal sealed class PortMap(CloudSecurityGroups groups)
{
    private const int MostKept = 1_000;
    private readonly Dictionary<string, IReadOnlyList<VmPort>?> _known = new(StringComparer.OrdinalIgnoreCase);
    private bool _isRefused;

    public async Task LoadAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        string[] unknown = [.. vms.Select(GroupOf).OfType<string>().Where(id => !_known.ContainsKey(id)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (unknown.Length == 0 || _isRefused)
        {
            return;
        }
        if (_known.Count > MostKept)
        {
            _known.Clear();
            unknown = [.. vms.Select(GroupOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        }
        try
        {
            var found = await groups.ReadAsync(unknown, cancellationToken);
            foreach (var id in unknown)
            {
                _known[id] = found.TryGetValue(id, out var group) ? PortRules.ToPorts(group.IngressRules) : null;
            }
        }
        catch (FluenceApiException exception) when (exception.Status == 403)
        {
            // A key may list VMs and not security groups: the ports stay unknown.
            _isRefused = true;
        }
    }

    /// <summary>The ports that are open to everybody; empty where there is no plain list of them.</summary>
    public IReadOnlyList<VmPort>? Of(CloudVmWire vm) => GroupOf(vm) is { } id && _known.TryGetValue(id, out var ports) ? ports : null;

    private static string? GroupOf(CloudVmWire vm) => CloudPortChanges.InterfaceOf(vm)?.SecurityGroup;
}
