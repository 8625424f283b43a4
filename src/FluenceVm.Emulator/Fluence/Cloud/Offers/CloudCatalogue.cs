
using FluenceVm.Emulator.Fluence.Cloud.Http;

namespace FluenceVm.Emulator.Fluence.Cloud.Offers;

/// <summary>A size that VMs have.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cpu">Virtual cores.</param>
/// <param name="RamGb">Memory.</param>
/// <param name="IsDedicated">Whether the cores are the VM's own.</param>
/// <param name="IsPriced">Whether it can be bought: the list of all sizes has others too.</param>
internal sealed record CloudConfiguration(Guid Id, string Slug, string Name, int Cpu, int RamGb, bool IsDedicated, bool IsPriced);

/// <summary>What generation <c>Cloud</c> sells: the marketplace's datacenters and sizes.</summary>
internal static class CloudCatalogue
{
    public const string DiskType = "NVME";
    public const string AddressType = "V4";
    public const long SmallestBootDisk = 25;

    private static readonly IReadOnlyList<(string Code, string Name)> Cities =
        [("WAW", "Warsaw"), ("FRA", "Frankfurt"), ("HEL", "Helsinki"), ("LON", "London"), ("NYC", "New York"), ("SIN", "Singapore")];

    /// <summary>Every size, also those without a price.</summary>
    public static IReadOnlyList<CloudConfiguration> Configurations { get; } =
    [
        .. Catalogue.Configurations.Select((size, index) => Made(index + 1, "regular", size.Cpu, size.RamGiB, true)),
        Made(101, "shared", 2, 2, false),
        Made(102, "premium", 2, 4, false),
    ];

    public static CloudConfiguration Smallest => Configurations[0];

    /// <summary>Disks can be had in one copy and in several.</summary>
    public static IReadOnlyList<bool> Replications { get; } = [false, true];

    public static Guid DatacenterId(Datacenter datacenter) => CloudIds.Of(CloudKind.Datacenter, 0, datacenter.Number);

    /// <summary>A datacenter has one cluster.</summary>
    public static Guid ClusterId(Datacenter datacenter) => CloudIds.Of(CloudKind.Cluster, 0, datacenter.Number);

    public static string CityName(Datacenter datacenter) => Cities.First(city => city.Code == datacenter.CityCode).Name;

    public static string ClusterName(Datacenter datacenter) =>
        FormattableString.Invariant($"{CityName(datacenter)} {datacenter.CityIndex}");

    /// <summary>The processors of a datacenter; the service's words know three.</summary>
    public static string CpuFamily(Datacenter datacenter) =>
        datacenter.Cpu.Generation switch { "2" => "AMD_ZEN2", "3" => "AMD_ZEN3", _ => "AMD_ZEN5" };

    /// <summary>The datacenter of a cluster.</summary>
    /// <exception cref="CloudRefusal">404: there is none.</exception>
    public static Datacenter KnownCluster(Guid id) =>
        Catalogue.Datacenters.FirstOrDefault(each => ClusterId(each) == id) ?? throw CloudRefusal.NotFound("Cluster", id);

    /// <exception cref="CloudRefusal">404: there is none.</exception>
    public static CloudConfiguration KnownConfiguration(Guid id) =>
        Configurations.FirstOrDefault(each => each.Id == id) ?? throw CloudRefusal.NotFound("Configuration", id);

    /// <summary>What the marketplace calls a size in a datacenter.</summary>
    public static Offer OfferOf(Datacenter datacenter, CloudConfiguration configuration) => Catalogue.Offers.First(offer =>
        offer.Datacenter == datacenter
        && offer.Configuration.Cpu == configuration.Cpu
        && offer.Configuration.RamGiB == configuration.RamGb);

    public static Image? Image(Guid id) => Images.All.FirstOrDefault(each => ImageId(each) == id);

    public static Guid ImageId(Image image) => Guid.ParseExact(image.Id, "N");

    private static CloudConfiguration Made(int number, string plan, int cpu, int ramGb, bool isPriced) => new(
        CloudIds.Of(CloudKind.Configuration, 0, number),
        FormattableString.Invariant($"cpu-{plan}-{cpu}vcpu-{ramGb}gb"),
        FormattableString.Invariant($"{cpu} vCPU, {ramGb} GB ({plan})"),
        cpu,
        ramGb,
        plan != "shared",
        isPriced);
}
