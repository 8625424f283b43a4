using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>From the wire types to the model.</summary>
internal static class VmMapper
{
    private const decimal MiBPerGiB = 1024m;

    public static Vm ToModel(VmWire wire, FluenceApiVersion generation, ReadProblems faults)
    {
        var resources = wire.Resources?.ToModel(faults, wire.Id);
        var price = faults.Take(wire.PricePerEpoch, "price", wire.Id);
        return new Vm
        {
            Id = wire.Id ?? string.Empty,
            Name = wire.VmName,
            Status = wire.Status ?? string.Empty,
            PricePerEpoch = price,
            PricePerHour = Epoch.PerHour(price),
            CpuCount = resources?.CpuCount,
            MemoryGiB = resources?.MemoryGiB,
            StorageGiB = resources?.StorageGiB,
            PublicIp = wire.PublicIp,
            Datacenter = wire.Datacenter?.ToModel(faults, wire.Id),
            Ports = wire.Ports?.ToModel(faults, wire.Id),
            OsImage = wire.OsImage,
            CreatedAt = faults.Take(wire.CreatedAt, "createdAt", wire.Id),
            StatusChangedAt = faults.Take(wire.StatusChangedAt, "statusChangedAt", wire.Id),
            NextBillingAt = faults.Take(wire.NextBillingAt, "nextBillingAt", wire.Id),
            ReservedBalance = faults.Take(wire.ReservedBalance, "reservedBalance", wire.Id),
            TotalSpent = faults.Take(wire.TotalSpent, "totalSpent", wire.Id),
            ReadResources = resources?.Read,
            ApiVersion = generation.ToString(),
        };
    }

    public static VmStatusReport ToModel(StatusWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id ?? string.Empty,
        Status = wire.Status ?? string.Empty,
        StatusChangedAt = faults.Take(wire.StatusChangedAt, "statusChangedAt", wire.Id),
        PublicIp = wire.PublicIp,
    };

    public static Datacenter? ToModel(DatacenterWire? wire, ReadProblems faults, string? owner) => wire is null ? null : new Datacenter
    {
        Id = wire.Id,
        CountryCode = wire.CountryCode,
        CityCode = wire.CityCode,
        CityIndex = ToInt(faults.Take(wire.CityIndex, "cityIndex", owner)),
        Tier = ToInt(faults.Take(wire.Tier, "tier", owner)),
        Certifications = wire.Certifications ?? [],
    };

    public static VmResources ToModel(VmResourcesWire wire, ReadProblems faults, string? owner)
    {
        var resources = ToResources(wire.Quantities, faults, owner);
        return new VmResources
        {
            CpuCount = ToInt(Sum(resources, ResourceType.VCpu, "vCPU")),
            MemoryGiB = Sum(resources, ResourceType.Ram, "GiB"),
            StorageGiB = Sum(resources, ResourceType.Storage, "GiB"),
            // What couldn't be read was told with the list.
            Read = () => ToResources(wire.ReadAll(), ReadProblems.Untold(), owner),
        };
    }

    public static VmResource[] ToResources(List<ResourceWire?>? wires, ReadProblems faults, string? owner)
    {
        if (wires is null || wires.Count == 0)
        {
            return [];
        }
        var resources = new VmResource[wires.Count];
        for (var i = 0; i < resources.Length; i++)
        {
            resources[i] = ToModel(wires[i] ?? new ResourceWire(), faults, owner);
        }
        return resources;
    }

    private static VmResource ToModel(ResourceWire wire, ReadProblems faults, string? owner)
    {
        var (quantity, unit) = faults.Take(wire.Supply, "supply", owner) is { } supply
            ? ToGiB(supply, wire.Units)
            : Measure(wire.Type, faults.Take(wire.Quantity, "quantity", owner) ?? 0m, wire.Units);
        return new VmResource(wire.Metadata ?? [], wire.Details ?? [])
        {
            Type = wire.Type ?? string.Empty,
            Quantity = quantity,
            Unit = unit,
        };
    }

    private static (decimal Quantity, string Unit) Measure(string? type, decimal quantity, string? units) => (type, units) switch
    {
        (_, not null) => ToGiB(quantity, units),
        ("RAM" or "STORAGE", _) => (quantity / MiBPerGiB, "GiB"),
        ("VCPU", _) => (quantity, "vCPU"),
        ("PUBLIC_IP" or "GPU", _) => (quantity, "count"),
        _ => (quantity, string.Empty),
    };

    public static (decimal Quantity, string Unit) ToGiB(decimal supply, string? units) => units switch
    {
        "MiB" => (supply / MiBPerGiB, "GiB"),
        "TiB" => (supply * MiBPerGiB, "GiB"),
        _ => (supply, units ?? string.Empty),
    };

    private static int? ToInt(decimal? number) => number is >= 0 and <= int.MaxValue ? (int)number : null;

    private static decimal? Sum(VmResource[] resources, ResourceType type, string unit)
    {
        decimal? sum = null;
        foreach (var resource in resources)
        {
            if (resource.Unit == unit && resource.Type == type)
            {
                sum = (sum ?? 0m) + resource.Quantity;
            }
        }
        return sum;
    }

    public static IReadOnlyList<VmPort>? ToPorts(List<PortWire?> wires, ReadProblems faults, string? owner)
    {
        var ports = new List<VmPort>(wires.Count);
        foreach (var wire in wires)
        {
            if (faults.Take(wire?.Port ?? default, "port", owner) is >= 1 and <= 65535 and var port
                && !string.IsNullOrWhiteSpace(wire!.Protocol))
            {
                ports.Add(new VmPort((int)port, wire.Protocol!));
            }
            else
            {
                faults.Add("ports", owner, Text.Of(nameof(Messages.FaultPort), owner));
            }
        }
        // A list with a gap isn't the list: ports could be closed by it.
        return ports.Count == wires.Count ? ItemList.Of(ports) : null;
    }
}
