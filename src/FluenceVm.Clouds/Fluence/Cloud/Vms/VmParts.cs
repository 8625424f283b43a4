using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>
/// What the VMs of one listing use. What they share is read whole, what they have of their own as far as they need it. Each list
/// is read at most once, all at the same time.
/// </summary>
internal sealed class VmParts : IAsyncDisposable
{
    private readonly Unknowns _unknowns;
    private readonly DiskShelf _disks;
    private readonly AddressShelf _addresses;
    private readonly PortShelf _ports;
    private readonly Task<Dictionary<string, Size>?> _sizes;
    private readonly Task<PriceBook?> _prices;
    private readonly Task<ClusterMap?> _places;
    private readonly Task<Dictionary<string, string?>?> _images;

    public VmParts(
        CloudCatalogue catalogue,
        CloudPages pages,
        Unknowns unknowns,
        bool ofFew,
        CancellationToken cancellationToken)
    {
        _unknowns = unknowns;
        _disks = new DiskShelf(pages, unknowns, ofFew);
        _addresses = new AddressShelf(pages, unknowns);
        _ports = new PortShelf(pages, unknowns, ofFew);
        _sizes = unknowns.TryAsync(Messages.PartSizes, () => catalogue.MapSizesAsync(cancellationToken));
        _prices = unknowns.TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));
        _places = unknowns.TryAsync(Messages.PartPlaces, () => catalogue.Places.LoadAsync(cancellationToken));
        _images = unknowns.TryAsync(Messages.PartImages, () => catalogue.MapImagesAsync(cancellationToken));
    }

    /// <summary>VMs of which the ports of only one of their groups were told; known once the groups are read to the end.</summary>
    public async Task<IReadOnlyList<string>> FindAmbiguousAsync()
    {
        await _unknowns.TryAsync(Messages.PartGroups, async () =>
        {
            await _ports.ReadRestAsync();
            return _ports;
        });
        return _ports.Ambiguous;
    }

    /// <summary>Waits for everything that these VMs need.</summary>
    public Task LoadAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken) => Task.WhenAll(
        _sizes,
        _prices,
        _places,
        _images,
        _disks.FetchAsync(vms, cancellationToken),
        _addresses.FetchAsync(vms, cancellationToken),
        _ports.FetchAsync(vms, cancellationToken));

    /// <summary>What belongs to a VM; everything has been loaded.</summary>
    public VmBelongings Of(CloudVmWire vm, string? privateIp)
    {
        var prices = _prices.Result;
        var size = vm.ConfigurationId is { } configuration && _sizes.Result?.TryGetValue(configuration, out var known) == true
            ? known
            : null;
        var disks = _disks.Take(vm);
        var address = _addresses.Take(vm);
        return new VmBelongings
        {
            Size = size,
            Datacenter = _places.Result?.Of(vm.ClusterId),
            Disks = disks,
            Address = address,
            PrivateIp = privateIp,
            Ports = _ports.Take(vm),
            Image = disks?.Select(disk => disk.ImageId).OfType<string>().Select(ImageOf).FirstOrDefault(),
            Prices = prices,
            PricePerHour = CloudVmStatus.IsFree(vm.Status) ? 0m : PriceOf(vm, disks, address, prices),
        };
    }

    public async ValueTask DisposeAsync()
    {
        // What was begun ends before the listing does; its failures are in the unknowns, or are those of the listing.
        await Task.WhenAny(Task.WhenAll(_sizes, _prices, _places, _images));
        await _disks.DisposeAsync();
        await _addresses.DisposeAsync();
        await _ports.DisposeAsync();
    }

    private string ImageOf(string id) => _images.Result?.TryGetValue(id, out var slug) == true ? slug ?? id : id;

    private decimal? PriceOf(CloudVmWire vm, IReadOnlyList<StorageWire>? disks, PublicIpWire? address, PriceBook? prices)
    {
        if (prices is null || disks is null || _addresses.Failed)
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
