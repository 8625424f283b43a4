using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>A size of VM.</summary>
internal sealed record Size(string Id, string Slug, decimal? Cores, decimal? MemoryGB, IReadOnlyList<string> CpuFamilies);

/// <summary>A VM, its boot disk and perhaps its address, in a cluster that has them.</summary>
internal sealed record Placement(string ClusterId, Datacenter? Datacenter, Size Size, DiskPlan Disk, bool PublicIp, decimal PricePerHour)
{
    public const string AddressType = "V4";

    public decimal PricePerEpoch => PricePerHour * (decimal)Epoch.Length.TotalHours;

    public IEnumerable<PricedWire> ToPriced()
    {
        yield return new PricedWire { Vm = new PricedVmWire { ResourceId = new VmTypeWire { VmConfigurationId = Size.Id, ClusterId = ClusterId } } };
        yield return new PricedWire
        {
            Storage = new PricedStorageWire
            {
                ResourceId = new StorageTypeIdWire { StorageType = DiskPlan.Type, Replicated = Disk.Replicated, ClusterId = ClusterId },
                VolumeGb = Disk.VolumeGB,
            },
        };
        if (PublicIp)
        {
            yield return new PricedWire { PublicIp = new PricedPublicIpWire { ResourceId = new PublicIpTypeWire { AddressType = AddressType, ClusterId = ClusterId } } };
        }
    }

    public Offer ToOffer() => new()
    {
        Configuration = Size.Slug,
        PricePerEpoch = PricePerEpoch,
        Datacenter = Datacenter,
        // The service says that there is one, not how many.
        AvailableInstances = 1,
        Resources = Resources().ToArray(),
    };

    private IEnumerable<VmResource> Resources()
    {
        if (Size.Cores is { } cores)
        {
            yield return CloudMapper.Cores(cores);
        }
        if (Size.MemoryGB is { } memory)
        {
            yield return CloudMapper.Memory(memory);
        }
        yield return CloudMapper.Disk(Disk.VolumeGB, DiskPlan.Type, Disk.Replicated);
        if (PublicIp)
        {
            yield return CloudMapper.Address(AddressType);
        }
    }
}

/// <summary>A boot disk to be created.</summary>
internal sealed record DiskPlan(long VolumeGB, bool Replicated)
{
    /// <summary>The only type that new disks can have.</summary>
    public const string Type = "NVME";
}

/// <summary>What a cluster has left.</summary>
internal sealed class ClusterStock(IReadOnlyList<Size> sizes, ClusterResourcesWire wire)
{
    public IReadOnlyList<Size> Sizes => sizes;

    public HashSet<string> ConfigurationIds { get; } = new(sizes.Select(size => size.Id), StringComparer.OrdinalIgnoreCase);

    public bool HasAddress => wire.AvailablePublicIps is { } left && left.TryGetValue(Placement.AddressType, out var count) && count > 0;

    /// <summary>Whether a disk of that size fits beside a VM of one of these families of CPU.</summary>
    public bool Fits(IReadOnlyList<string> families, DiskPlan disk) => (wire.AvailableStorage ?? [])
        .Where(pair => families.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
        .SelectMany(pair => pair.Value ?? [])
        .OfType<AvailableStorageWire>()
        .Any(left => left.StorageType == DiskPlan.Type && left.Replicated == disk.Replicated && left.VolumeGb.Value >= disk.VolumeGB);
}

/// <summary>Prices of an hour by cluster and by what is priced there.</summary>
internal sealed class PriceList() : Dictionary<(string Cluster, string Key), decimal>(KeyComparer)
{
    private static readonly IEqualityComparer<(string Cluster, string Key)> KeyComparer = new IgnoringCase();

    public decimal? Of(string cluster, string key) => TryGetValue((cluster, key), out var price) ? price : null;

    private sealed class IgnoringCase : IEqualityComparer<(string Cluster, string Key)>
    {
        public bool Equals((string Cluster, string Key) x, (string Cluster, string Key) y) =>
            string.Equals(x.Cluster, y.Cluster, StringComparison.OrdinalIgnoreCase) && string.Equals(x.Key, y.Key, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Cluster, string Key) obj) =>
            (StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Cluster) * 397) ^ StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Key);
    }
}
