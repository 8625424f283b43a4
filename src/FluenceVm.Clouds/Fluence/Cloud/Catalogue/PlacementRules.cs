using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>Which of what the clusters have left meets the constraints of an order, and what it costs.</summary>
internal sealed class PlacementRules(
    VmConstraints constraints,
    IReadOnlyList<int> dataDisksGB,
    int count,
    PriceBook prices,
    ClusterMap places,
    IReadOnlyList<StorageTypeWire> diskTypes)
{
    /// <summary>The least that a boot disk has, and what one has if nothing is said.</summary>
    public const int BootDiskGB = 25;

    /// <summary>Refuses what this generation has no notion of.</summary>
    public static void Check(VmConstraints constraints)
    {
        VmRules.Check(constraints);
        if (constraints.Hardware.Any(hardware => HardwareKind.Matches(hardware, HardwareKind.Memory)))
        {
            throw Fault.NotSupported(nameof(Messages.MemoryTypeNotSupported));
        }
        if (constraints.Hardware.FirstOrDefault(
            hardware => HardwareKind.Matches(hardware, HardwareKind.Storage) && !IsDisk(hardware.Type)) is { } disk)
        {
            throw Fault.NotSupported(nameof(Messages.StorageTypeNotSupported), disk.Type);
        }
    }

    public IEnumerable<Placement> Find(string clusterId, ClusterStock stock, IReadOnlyList<Size> sizes)
    {
        var datacenter = places.Of(clusterId);
        if (constraints.Countries.Count > 0 && !constraints.Countries.Contains(datacenter?.CountryCode, StringComparer.OrdinalIgnoreCase))
        {
            yield break;
        }
        var address = constraints.PublicIp ? prices.Address(clusterId, DiskPlan.AddressType) : 0m;
        if (address is null)
        {
            yield break;
        }
        var boot = new DiskPlan(BootVolume(), Replicated: false);
        DiskPlan[] data = [.. dataDisksGB.Select(size => new DiskPlan(size, Replicated: false))];
        DiskPlan[] all = [boot, .. data];
        decimal? disks = 0m;
        foreach (var disk in all)
        {
            disks += prices.Disk(clusterId, DiskPlan.Type, disk.Replicated, disk.VolumeGB);
        }
        foreach (var size in sizes.Where(size => stock.Has(size.Id) && IsWanted(size)))
        {
            var room = Math.Min(
                stock.RoomFor(size.CpuFamilies, all),
                constraints.PublicIp ? stock.Addresses ?? 0 : long.MaxValue);
            if (room >= count && prices.Vm(clusterId, size.Id) + disks + address is { } price)
            {
                yield return new Placement(clusterId, datacenter, size, boot, data, constraints.PublicIp, price, room);
            }
        }
    }

    private static bool IsDisk(string? type) => string.Equals(type, DiskPlan.Type, StringComparison.OrdinalIgnoreCase);

    private long BootVolume()
    {
        var least = diskTypes.Where(type => type.BootDisk == true && IsDisk(type.StorageType))
            .Select(type => type.MinVolumeGb.Value ?? 0m)
            .DefaultIfEmpty(0m)
            .Min();
        return Math.Max(BootDiskGB, (long)Math.Ceiling(least)) + Amounts.ToGB(constraints.AdditionalStorageGiB ?? 0);
    }

    private bool IsWanted(Size size) =>
        (constraints.Configuration is not { } wanted || size.IsCalled(wanted))
        && constraints.Hardware
            .Where(hardware => HardwareKind.Matches(hardware, HardwareKind.Cpu))
            .All(hardware => size.CpuFamilies.Any(family => CpuFamily.Matches(family, hardware)));
}
