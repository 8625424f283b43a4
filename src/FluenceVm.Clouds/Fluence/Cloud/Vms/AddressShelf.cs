using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>
/// The public addresses of VMs that are listed. Only an address tells whose it is, so for one VM without the whole list is read.
/// </summary>
internal sealed class AddressShelf(CloudPages pages, Unknowns unknowns) : Shelf<PublicIpWire>(unknowns, Messages.PartAddresses)
{
    private readonly Dictionary<string, PublicIpWire> _held = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a VM, which is let go of; null if it isn't known, or isn't there.</summary>
    public PublicIpWire? Take(CloudVmWire vm)
    {
        if (vm.Id is null || !_held.TryGetValue(vm.Id, out var address))
        {
            return null;
        }
        _held.Remove(vm.Id);
        return address;
    }

    protected override IAsyncEnumerable<IReadOnlyList<PublicIpWire>> Open(
        IReadOnlyList<CloudVmWire> firstVms, CancellationToken cancellationToken) => pages.ReadAsync(
            InOrderOf(firstVms, CloudAddresses.Path), CloudJson.Default.PublicIpPage, address => address.Id, cancellationToken);

    protected override void Put(PublicIpWire item)
    {
        if (item.VmId is not null)
        {
            _held[item.VmId] = item;
        }
    }

    protected override bool HasAllOf(CloudVmWire vm) => vm.Id is null || _held.ContainsKey(vm.Id);
}
