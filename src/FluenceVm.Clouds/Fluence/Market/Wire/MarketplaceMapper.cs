using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>What the marketplace has, from the wire types to the model.</summary>
internal static class MarketplaceMapper
{
    /// <summary>An offer without a readable price is none; the fault says so.</summary>
    public static Offer? ToModel(OfferWire wire, ReadProblems faults)
    {
        var slug = wire.Configuration?.Slug;
        if (slug is null || faults.Take(wire.Configuration!.Price, "price", slug) is not { } price)
        {
            faults.Add("price", slug, Text.Of(nameof(Messages.FaultNoPrice), slug ?? Messages.FaultNoConfiguration));
            return null;
        }
        var size = MachineSize.Parse(slug);
        return new Offer
        {
            Configuration = slug,
            PricePerEpoch = price,
            Datacenter = VmMapper.ToModel(wire.Datacenter, faults, slug),
            AvailableInstances = (int)Math.Min(int.MaxValue, wire.Servers?.Sum(
                server => faults.Take(server?.AvailableBasicInstances ?? default, "availableBasicInstances", slug) ?? 0m) ?? 0m),
            // Arrays, not the compiler's own lists: PowerShell can't index those.
            Resources = VmMapper.ToResources(wire.Resources, faults, slug).Select(size.Fill).ToArray(),
            AdditionalStorage = (wire.MaxAdditionalSupply ?? [])
                .OfType<ResourceWire>()
                .Where(IsStorage)
                .Select(each => ToStorage(each, faults, slug))
                .ToArray(),
        };
    }

    public static VmImage ToModel(ImageWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id ?? wire.Slug ?? string.Empty,
        Cloud = nameof(Model.Cloud.Fluence),
        Name = wire.Name,
        Distro = wire.Distribution,
        Slug = wire.Slug,
        DownloadUrl = wire.DownloadUrl,
        UserName = wire.Username,
    };

    public static SshKey ToModel(SshKeyWire wire, ReadProblems faults) => new()
    {
        Name = wire.Name,
        Fingerprint = wire.Fingerprint ?? string.Empty,
        Algorithm = wire.Algorithm,
        Comment = wire.Comment,
        PublicKey = wire.PublicKey ?? wire.PublicKeyAlternative,
        Active = wire.Active,
        CreatedAt = faults.Take(wire.CreatedAt, "createdAt", wire.Fingerprint),
    };

    public static IEnumerable<Hardware> ToModel(HardwareWire wire) =>
        ToModel(wire.Cpu, HardwareKind.Cpu)
            .Concat(ToModel(wire.Memory, HardwareKind.Memory))
            .Concat(ToModel(wire.Storage, HardwareKind.Storage));

    private static IEnumerable<Hardware> ToModel(List<HardwareKindWire>? kinds, string kind) => (kinds ?? []).Select(wire => new Hardware
    {
        Kind = kind,
        Manufacturer = wire.Manufacturer,
        Architecture = wire.Architecture,
        Type = wire.Type,
        Generation = wire.Generation,
    });

    private static bool IsStorage(ResourceWire wire) =>
        string.Equals(wire.Type, ResourceType.Storage.Value, StringComparison.OrdinalIgnoreCase);

    private static AdditionalStorage ToStorage(ResourceWire wire, ReadProblems faults, string owner)
    {
        var perUnit = VmMapper.ToGiB(1m, wire.Units).Quantity;
        return new AdditionalStorage
        {
            Type = wire.Metadata?.FirstOrDefault(entry => entry.Key == "type").Value as string ?? string.Empty,
            SupplyGiB = (faults.Take(wire.Supply, "supply", owner) ?? 0m) * perUnit,
            PerVmLimitGiB = faults.Take(wire.PerVmLimit, "perVmLimit", owner) * perUnit,
            PricePerGiBEpoch = faults.Take(wire.Price, "price", owner) is { } price ? Math.Round(price / perUnit, 8) : null,
        };
    }
}
