using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>What belongs to a VM; null in a field means that it isn't known, or isn't there.</summary>
internal sealed class VmBelongings
{
    public Size? Size { get; init; }

    public Datacenter? Datacenter { get; init; }

    /// <summary>Its disks; null if one of them isn't known.</summary>
    public IReadOnlyList<StorageWire>? Disks { get; init; }

    public PublicIpWire? Address { get; init; }

    public string? PrivateIp { get; init; }

    /// <summary>The ports that are open to everybody; null if they aren't known, or are more than a list.</summary>
    public IReadOnlyList<VmPort>? Ports { get; init; }

    public string? Image { get; init; }

    /// <summary>What the VM, its disks and its address cost; null if one of the prices isn't known.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>Its prices.</summary>
    public PriceBook? Prices { get; init; }

    public decimal? DiskGB => Disks?.Sum(disk => disk.VolumeGb.Value ?? 0m);

    public IEnumerable<VmResource> ToResources()
    {
        foreach (var resource in Size?.ToResources() ?? [])
        {
            yield return resource;
        }
        foreach (var disk in Disks ?? [])
        {
            yield return DiskResource(
                disk.VolumeGb.Value ?? 0m,
                disk.StorageType,
                disk.Replicated,
                ("id", disk.Id),
                ("name", disk.Name),
                ("pricePerHour", Prices?.Of(disk)));
        }
        if (Address is { } address)
        {
            yield return AddressResource(
                address.AddressType,
                ("id", address.Id),
                ("name", address.Name),
                ("pricePerHour", Prices?.Of(address)));
        }
    }

    public static VmResource DiskResource(decimal gb, string? type, bool? replicated, params (string, object?)[] details) =>
        new(Facts(("type", type), ("replicated", replicated)), Facts(details)) { Type = ResourceType.Storage, Quantity = gb, Unit = "GB" };

    public static VmResource AddressResource(string? type, params (string, object?)[] details) =>
        new(Facts(("version", type?.TrimStart('V', 'v'))), Facts(details)) { Type = ResourceType.PublicIp, Quantity = 1, Unit = "count" };

    private static KeyValuePair<string, object?>[] Facts(params (string Name, object? Value)[] facts) =>
        [.. facts.Where(fact => fact.Value is not null).Select(fact => new KeyValuePair<string, object?>(fact.Name, fact.Value))];
}
