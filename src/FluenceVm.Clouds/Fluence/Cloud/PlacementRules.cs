using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Which of what the clusters have left meets the constraints of an order, and what it costs.</summary>
internal sealed class PlacementRules(
    VmConstraints constraints, PriceList vmPrices, PriceList diskPrices, PriceList addressPrices, ClusterMap places, IReadOnlyList<StorageTypeWire> diskTypes)
{
    // As much as the marketplace's own configurations have.
    private const int DefaultVolumeGB = 25;

    /// <summary>Refuses what this generation has no notion of.</summary>
    public static void Check(VmConstraints constraints)
    {
        VmRules.Check(constraints);
        if (constraints.Hardware.Any(hardware => HardwareKind.Matches(hardware, HardwareKind.Memory)))
        {
            throw Fault.NotSupported(nameof(Messages.MemoryTypeNotSupported));
        }
        if (constraints.Hardware.FirstOrDefault(hardware => HardwareKind.Matches(hardware, HardwareKind.Storage) && !IsDisk(hardware.Type)) is { } disk)
        {
            throw Fault.NotSupported(nameof(Messages.StorageTypeNotSupported), disk.Type);
        }
    }

    public static string? DiskKey(StorageTypeIdWire? type) => type is null ? null : DiskKey(type.StorageType, type.Replicated);

    public IEnumerable<Placement> Find(string clusterId, ClusterStock stock)
    {
        var datacenter = places.Of(clusterId);
        if (constraints.Countries.Count > 0 && !constraints.Countries.Contains(datacenter?.CountryCode, StringComparer.OrdinalIgnoreCase))
        {
            yield break;
        }
        var address = constraints.PublicIp ? addressPrices.Of(clusterId, Placement.AddressType) : 0m;
        if (address is null || (constraints.PublicIp && !stock.HasAddress))
        {
            yield break;
        }
        var disks = Disks(clusterId).ToArray();
        foreach (var size in stock.Sizes.Where(IsWanted))
        {
            var fitting = disks.Where(disk => stock.Fits(size.CpuFamilies, disk.Plan)).OrderBy(disk => disk.Price).Take(1).ToArray();
            if (vmPrices.Of(clusterId, size.Id) is { } price && fitting.Length > 0)
            {
                yield return new Placement(clusterId, datacenter, size, fitting[0].Plan, constraints.PublicIp, price + fitting[0].Price + address.Value);
            }
        }
    }

    private static bool IsDisk(string? type) => string.Equals(type, DiskPlan.Type, StringComparison.OrdinalIgnoreCase);

    private static string DiskKey(string? type, bool replicated) => $"{type} {(replicated ? "replicated" : "single")}";

    // A disk without a price can't be ordered.
    private IEnumerable<(DiskPlan Plan, decimal Price)> Disks(string clusterId)
    {
        var least = diskTypes.Where(type => type.BootDisk && IsDisk(type.StorageType)).Select(type => type.MinVolumeGb.Value ?? 0m).DefaultIfEmpty(0m).Min();
        var volume = Math.Max(DefaultVolumeGB, (long)Math.Ceiling(least)) + CloudMapper.ToGB(constraints.AdditionalStorageGiB ?? 0);
        foreach (var plan in new[] { new DiskPlan(volume, Replicated: false), new DiskPlan(volume, Replicated: true) })
        {
            if (diskPrices.Of(clusterId, DiskKey(DiskPlan.Type, plan.Replicated)) is { } price)
            {
                yield return (plan, price * volume);
            }
        }
    }

    private bool IsWanted(Size size) =>
        (constraints.Configuration is not { } wanted
            || string.Equals(size.Slug, wanted, StringComparison.OrdinalIgnoreCase)
            || string.Equals(size.Id, wanted, StringComparison.OrdinalIgnoreCase))
        && constraints.Hardware.Where(hardware => HardwareKind.Matches(hardware, HardwareKind.Cpu)).All(hardware => size.CpuFamilies.Any(family => CpuFamily.Is(family, hardware)));
}

/// <summary>A family of CPU, as in <c>AMD_ZEN3</c>: the manufacturer, then the architecture and its generation.</summary>
internal static class CpuFamily
{
    public static Hardware ToHardware(string family)
    {
        var parts = family.Split(['_'], 2);
        return new Hardware { Kind = HardwareKind.Cpu, Manufacturer = parts[0], Architecture = parts.Length > 1 ? parts[1] : null };
    }

    /// <summary>Whether the family is what is asked for; <c>Zen</c> is any of Zen.</summary>
    public static bool Is(string family, Hardware wanted)
    {
        var hardware = ToHardware(family);
        return string.Equals(hardware.Manufacturer, wanted.Manufacturer, StringComparison.OrdinalIgnoreCase)
            && hardware.Architecture?.StartsWith(wanted.Architecture ?? string.Empty, StringComparison.OrdinalIgnoreCase) == true;
    }
}
