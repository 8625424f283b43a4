
namespace FluenceVm.Emulator.Fluence.Cloud.Offers;

/// <summary>What a test lets a datacenter have at most; null for the usual.</summary>
internal sealed record CapacityLimit(bool HasVms, long? DiskGb, int? Addresses);

/// <summary>What the datacenters have left. VMs come from the marketplace's stock; disks and addresses are counted here.</summary>
internal sealed class Capacity(Stock stock)
{
    private const long DiskGb = 200_000;
    private const int AddressCount = 250;
    private readonly Dictionary<int, (long DiskGb, int Addresses)> _used = [];
    private readonly Dictionary<int, CapacityLimit> _limits = [];

    public Stock Stock => stock;

    /// <summary>What a test has limited, by the number of the datacenter.</summary>
    public IReadOnlyDictionary<int, CapacityLimit> Limits => _limits;

    public void SetLimit(Datacenter place, CapacityLimit limit) => _limits[place.Number] = limit;

    public bool HasRoom(Datacenter place, CloudConfiguration configuration) =>
        configuration.IsPriced && (LimitOf(place)?.HasVms ?? true) && stock.Room(CloudCatalogue.OfferOf(place, configuration), 0) > 0;

    public long DiskRoom(Datacenter place) => Math.Max(0, (LimitOf(place)?.DiskGb ?? DiskGb * stock.Factor) - Used(place).DiskGb);

    public int AddressRoom(Datacenter place) =>
        Math.Max(0, (LimitOf(place)?.Addresses ?? AddressCount * stock.Factor) - Used(place).Addresses);

    /// <summary>Takes disk space, or gives it back.</summary>
    public void TakeDisk(Datacenter place, long gb) => _used[place.Number] = (Used(place).DiskGb + gb, Used(place).Addresses);

    /// <summary>Takes addresses, or gives them back.</summary>
    public void TakeAddress(Datacenter place, int count) => _used[place.Number] = (Used(place).DiskGb, Used(place).Addresses + count);

    private CapacityLimit? LimitOf(Datacenter place) => _limits.TryGetValue(place.Number, out var limit) ? limit : null;

    private (long DiskGb, int Addresses) Used(Datacenter place) => _used.TryGetValue(place.Number, out var used) ? used : default;
}
