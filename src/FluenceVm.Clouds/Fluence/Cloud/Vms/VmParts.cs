using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>
/// What the VMs of one listing use. Addresses and security groups are read whole, because only they tell which VM they belong to;
/// the disks as the VMs need them. Each list is read at most once, all at the same time.
/// </summary>
internal sealed class VmParts : IAsyncDisposable
{
    private readonly Unknowns _unknowns;
    private readonly DiskShelf _disks;
    private readonly bool _onlyTheirDisks;
    private readonly Task<Dictionary<string, Size>?> _sizes;
    private readonly Task<PriceBook?> _prices;
    private readonly Task<ClusterMap?> _places;
    private readonly Task<Dictionary<string, string?>?> _images;
    private readonly Task<Dictionary<string, PublicIpWire>?> _addresses;
    private readonly Task<PortMap?> _ports;

    public VmParts(
        CloudCatalogue catalogue,
        CloudAddresses addresses,
        CloudSecurityGroups groups,
        CloudPages pages,
        Unknowns unknowns,
        bool onlyTheirDisks,
        CancellationToken cancellationToken)
    {
        _unknowns = unknowns;
        _disks = new DiskShelf(pages);
        _onlyTheirDisks = onlyTheirDisks;
        _sizes = unknowns.TryAsync(Messages.PartSizes, () => catalogue.MapSizesAsync(cancellationToken));
        _prices = unknowns.TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));
        _places = unknowns.TryAsync(Messages.PartPlaces, () => catalogue.Places.LoadAsync(cancellationToken));
        _images = unknowns.TryAsync(Messages.PartImages, () => catalogue.MapImagesAsync(cancellationToken));
        _addresses = unknowns.TryAsync(Messages.PartAddresses, () => addresses.MapByVmAsync(cancellationToken));
        _ports = unknowns.TryAsync(Messages.PartGroups, () => groups.MapPortsAsync(cancellationToken));
    }

    /// <summary>Waits for everything that these VMs need.</summary>
    public async Task LoadAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_sizes, _prices, _places, _images, _addresses, _ports);
        if (!_disks.Failed)
        {
            var read = await _unknowns.TryAsync(Messages.PartDisks, async () =>
            {
                await (_onlyTheirDisks ? _disks.FetchOnlyAsync(vms, cancellationToken) : _disks.FetchAsync(vms, cancellationToken));
                return _disks;
            });
            _disks.Failed = read is null;
        }
    }

    /// <summary>What belongs to a VM; everything has been loaded.</summary>
    public VmBelongings Of(CloudVmWire vm, string? privateIp)
    {
        var prices = _prices.Result;
        var size = vm.ConfigurationId is { } configuration && _sizes.Result?.TryGetValue(configuration, out var known) == true
            ? known
            : null;
        var disks = _disks.Take(vm);
        var address = vm.Id is { } id && _addresses.Result?.TryGetValue(id, out var found) == true ? found : null;
        return new VmBelongings
        {
            Size = size,
            Datacenter = _places.Result?.Of(vm.ClusterId),
            Disks = disks,
            Address = address,
            PrivateIp = privateIp,
            Ports = _ports.Result?.Of(vm.Id),
            Image = disks?.Select(disk => disk.ImageId).OfType<string>().Select(ImageOf).FirstOrDefault(),
            Prices = prices,
            PricePerHour = CloudVmStatus.IsFree(vm.Status) ? 0m : PriceOf(vm, disks, address, prices),
        };
    }

    public async ValueTask DisposeAsync()
    {
        // What was begun ends before the listing does; its failures are in the unknowns, or are those of the listing.
        await Task.WhenAny(Task.WhenAll(_sizes, _prices, _places, _images, _addresses, _ports));
        await _disks.DisposeAsync();
    }

    private string ImageOf(string id) => _images.Result?.TryGetValue(id, out var slug) == true ? slug ?? id : id;

    private decimal? PriceOf(CloudVmWire vm, IReadOnlyList<StorageWire>? disks, PublicIpWire? address, PriceBook? prices)
    {
        if (prices is null || disks is null || _addresses.Result is null)
        {
            return null;
        }
        var price = prices.Vm(vm.ClusterId, vm.ConfigurationId);
        foreach (var disk in disks)
        {
            price += prices.Of(disk);
        }
        return address is null ? price : price + prices.Of(address);
    }
}
