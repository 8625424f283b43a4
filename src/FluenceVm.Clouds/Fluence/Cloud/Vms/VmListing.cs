using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>Lists VMs with everything that belongs to them, each as soon as its page has arrived.</summary>
internal sealed class VmListing(CloudRequests requests, CloudPages pages, CloudVms vms, CloudCatalogue catalogue)
{
    public async Task ListAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var unknowns = new Unknowns(requests);
        var faults = requests.ProblemsOf(CloudVms.Path);
        await using var parts = new VmParts(catalogue, pages, unknowns, filter.Ids.Count > 0, stop.Token);
        try
        {
            await foreach (var page in vms.ReadAsync(filter, stop.Token))
            {
                await parts.LoadAsync(page, stop.Token);
                var privateIp = filter.Ids.Count == 1 ? await PrivateIpAsync(page[0], unknowns, stop.Token) : null;
                foreach (var wire in page)
                {
                    output(CloudVmMapper.ToModel(wire, parts.Of(wire, privateIp), faults));
                }
            }
            Tell(await parts.FindAmbiguousAsync());
        }
        finally
        {
            stop.Cancel();
        }
        unknowns.Tell(nameof(Messages.VmFactsUnknown));
        faults.ThrowIfAny(handedOn: true);
    }

    private void Tell(IReadOnlyList<string> ambiguous)
    {
        if (ambiguous.Count > 0)
        {
            requests.Warn(Text.Of(nameof(Messages.VmPortsAmbiguous), string.Join(", ", ambiguous)));
        }
    }

    // Only a VM's own interfaces tell it, so it is looked up for a single VM and never for a list.
    private async Task<string?> PrivateIpAsync(CloudVmWire vm, Unknowns unknowns, CancellationToken cancellationToken) =>
        (await unknowns.TryAsync(Messages.PartInterfaces, () => vms.ListInterfacesAsync(vm.Id!, cancellationToken)))?
            .FirstOrDefault(each => each.Kind == InterfaceKind.Private)?.AssignedIps?.FirstOrDefault();
}
