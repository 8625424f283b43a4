using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>From the wire types to the model.</summary>
internal static class CloudMapper
{
    public const string Currency = "USD";

    // The specification counts memory and disks in decimal GB.
    private const decimal GBPerGiB = 1.073741824m;
    private const string GB = "GB";

    /// <summary>
    /// A VM. Its price is that of everything that it uses: VM, disks and address; what has no price is not billed. An epoch of
    /// 24 hours costs 24 times the price of an hour.
    /// </summary>
    public static Vm ToModel(CloudVmWire wire, Datacenter? datacenter, IReadOnlyList<VmPort>? ports, ReadProblems faults)
    {
        var disks = DisksOf(wire);
        var vcpu = faults.Take(wire.Vcpu, "vcpu", wire.Id);
        var ramGb = faults.Take(wire.RamGb, "ramGb", wire.Id);
        var price = faults.Take(wire.PriceHourlyUsd, "priceHourlyUsd", wire.Id)
            + disks.Sum(disk => faults.Take(disk.PriceHourlyUsd, "priceHourlyUsd", disk.Id) ?? 0m)
            + (wire.Expanded?.PublicIp is { } ip ? faults.Take(ip.PriceHourlyUsd, "priceHourlyUsd", ip.Id) ?? 0m : 0m);
        return new Vm
        {
            Id = wire.Id ?? string.Empty,
            Name = wire.Name,
            Status = wire.Status ?? string.Empty,
            PricePerHour = price,
            PricePerEpoch = price * (decimal)Epoch.Length.TotalHours,
            Currency = Currency,
            CpuCount = ToInt(vcpu),
            MemoryGiB = ToGiB(ramGb),
            StorageGiB = wire.Expanded is null ? null : ToGiB(disks.Sum(disk => faults.Take(disk.VolumeGb, "volumeGb", disk.Id) ?? 0m)),
            PublicIp = wire.Expanded?.PublicIp?.Address,
            Datacenter = datacenter,
            Ports = ports,
            OsImage = wire.Expanded?.BootDisk?.InitUrl,
            CreatedAt = faults.Take(wire.CreatedAt, "createdAt", wire.Id),
            StatusChangedAt = StatusChangedAt(wire, faults),
            NextBillingAt = faults.Take(wire.PaidUntil, "paidUntil", wire.Id),
            Resources = ResourcesOf(wire, vcpu, ramGb, disks).ToArray(),
            ApiVersion = FluenceApiVersion.Cloud,
            AllowedActions = wire.AllowedActions ?? [],
        };
    }

    public static VmStatusReport ToReport(CloudVmWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id ?? string.Empty,
        Status = wire.Status ?? string.Empty,
        StatusChangedAt = StatusChangedAt(wire, faults),
        PublicIp = wire.Expanded?.PublicIp?.Address,
    };

    public static Datacenter ToModel(PlaceWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id,
        CountryCode = wire.CountryCode,
        CityCode = wire.CityCode,
        CityIndex = ToInt(faults.Take(wire.Index, "index", wire.Id)),
        Tier = ToInt(faults.Take(wire.Tier, "tier", wire.Id)),
        Certifications = wire.Certifications ?? [],
    };

    public static Orphan ToOrphan(StorageWire wire, ReadProblems faults) => new()
    {
        Type = ResourceType.Storage,
        Id = wire.Id ?? string.Empty,
        Name = wire.Name,
        PricePerHour = faults.Take(wire.PriceHourlyUsd, "priceHourlyUsd", wire.Id),
        Currency = Currency,
        Since = faults.Take(wire.CreatedAt, "createdAt", wire.Id),
    };

    public static Orphan ToOrphan(PublicIpWire wire, ReadProblems faults) => new()
    {
        Type = ResourceType.PublicIp,
        Id = wire.Id ?? string.Empty,
        Name = wire.Name,
        PricePerHour = faults.Take(wire.PriceHourlyUsd, "priceHourlyUsd", wire.Id),
        Currency = Currency,
        Since = faults.Take(wire.CreatedAt, "createdAt", wire.Id),
    };

    public static SshKey ToModel(CloudSshKeyWire wire) => new()
    {
        Name = wire.Name,
        Fingerprint = wire.Fingerprint ?? string.Empty,
        Algorithm = wire.Algorithm,
        PublicKey = wire.PublicKey,
        Comment = wire.PublicKey?.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2),
    };

    public static Balance ToModel(BalanceWire wire, ReadProblems faults) => new()
    {
        Key = wire.FeatureKey ?? string.Empty,
        Amount = faults.Require(wire.Balance, "balance", wire.FeatureKey),
        Usage = faults.Take(wire.Usage, "usage", wire.FeatureKey),
        EstimatedUsage = faults.Take(wire.EstimatedUsage, "estimatedUsage", wire.FeatureKey),
        Overage = faults.Take(wire.Overage, "overage", wire.FeatureKey),
        TotalDeposited = faults.Take(wire.TotalDepositedAmount, "totalDepositedAmount", wire.FeatureKey),
        DaysLeft = ToInt(faults.Take(wire.UsageDaysLeft, "usageDaysLeft", wire.FeatureKey)),
        Currency = Currency,
    };

    public static int? ToInt(decimal? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    /// <summary>From decimal GB, in hundredths.</summary>
    public static decimal? ToGiB(decimal? gb) => gb is null ? null : Math.Round(gb.Value / GBPerGiB, 2);

    /// <summary>The fewest whole GB that hold so many GiB.</summary>
    public static long ToGB(int gib) => (long)Math.Ceiling(gib * GBPerGiB);

    public static VmResource Memory(decimal gb) => new() { Type = ResourceType.Ram, Quantity = gb, Unit = GB };

    public static VmResource Cores(decimal count) => new() { Type = ResourceType.VCpu, Quantity = count, Unit = "vCPU" };

    public static VmResource Disk(decimal gb, string? type, bool? replicated, params (string, object?)[] details) =>
        new(Facts(("type", type), ("replicated", replicated)), Facts(details)) { Type = ResourceType.Storage, Quantity = gb, Unit = GB };

    public static VmResource Address(string? type, params (string, object?)[] details) =>
        new(Facts(("version", type?.TrimStart('V', 'v'))), Facts(details)) { Type = ResourceType.PublicIp, Quantity = 1, Unit = "count" };

    private static List<StorageWire> DisksOf(CloudVmWire wire) =>
        [.. new[] { wire.Expanded?.BootDisk }.Concat(wire.Expanded?.DataDisks ?? []).OfType<StorageWire>()];

    // The service tells of two statuses since when.
    private static DateTimeOffset? StatusChangedAt(CloudVmWire wire, ReadProblems faults) => wire.Status switch
    {
        "launched" => faults.Take(wire.ReadySince, "readySince", wire.Id),
        "terminated" => faults.Take(wire.TerminatedAt, "terminatedAt", wire.Id),
        _ => null,
    };

    private static IEnumerable<VmResource> ResourcesOf(CloudVmWire wire, decimal? vcpu, decimal? ramGb, List<StorageWire> disks)
    {
        if (vcpu is { } cores)
        {
            yield return Cores(cores);
        }
        if (ramGb is { } memory)
        {
            yield return Memory(memory);
        }
        foreach (var disk in disks)
        {
            yield return Disk(disk.VolumeGb.Value ?? 0m, disk.StorageType, disk.Replicated, ("id", disk.Id), ("name", disk.Name), ("pricePerHour", disk.PriceHourlyUsd.Value));
        }
        if (wire.Expanded?.PublicIp is { } ip)
        {
            yield return Address(ip.AddressType, ("id", ip.Id), ("name", ip.Name), ("pricePerHour", ip.PriceHourlyUsd.Value));
        }
    }

    private static KeyValuePair<string, object?>[] Facts(params (string Name, object? Value)[] facts) =>
        [.. facts.Where(fact => fact.Value is not null).Select(fact => new KeyValuePair<string, object?>(fact.Name, fact.Value))];
}
