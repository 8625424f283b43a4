using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What a cluster has left.</summary>
internal sealed class ClusterStock(ClusterResourcesWire wire)
{
    private readonly HashSet<string> _sizes = new(wire.AvailableConfigurationIds ?? [], StringComparer.OrdinalIgnoreCase);

    public bool Has(string configurationId) => _sizes.Contains(configurationId);

    /// <summary>How many addresses are left; null if the service doesn't say.</summary>
    public long? Addresses => wire.AvailablePublicIps is { } left && left.TryGetValue(DiskPlan.AddressType, out var count) ? count : null;

    /// <summary>The largest disk that fits, in GB; null if the service doesn't say.</summary>
    public long? LargestDiskGB => (long?)(wire.AvailableStorage ?? [])
        .SelectMany(pair => pair.Value ?? [])
        .Where(left => left?.StorageType == DiskPlan.Type)
        .Max(left => left!.VolumeGb.Value);

    /// <summary>How many VMs of one of these families of CPU have room for these disks each; all of them on the same family.</summary>
    public long RoomFor(IReadOnlyList<string> families, IReadOnlyList<DiskPlan> disks) => (wire.AvailableStorage ?? [])
        .Where(pair => families.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
        .Select(pair => disks.GroupBy(disk => disk.Replicated)
            .Min(group => (long)(Room(pair.Value, group.Key) / group.Sum(disk => disk.VolumeGB))))
        .DefaultIfEmpty(0)
        .Max();

    private static decimal Room(List<AvailableStorageWire?>? storage, bool replicated) => (storage ?? [])
        .Where(left => left?.StorageType == DiskPlan.Type && (left.Replicated == true) == replicated)
        .Sum(left => left!.VolumeGb.Value ?? 0m);
}

/// <summary>A disk to be created.</summary>
internal sealed record DiskPlan(long VolumeGB, bool Replicated)
{
    /// <summary>The only type that new disks can have.</summary>
    public const string Type = "NVME";

    /// <summary>The only type that new addresses can have.</summary>
    public const string AddressType = "V4";
}
