using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A size that VMs of generation <c>Cloud</c> have (schema <c>VmConfigurationDto</c>).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Name">Its name.</param>
/// <param name="Cpu">Virtual cores.</param>
/// <param name="RamGb">Memory.</param>
/// <param name="IsDedicated">Whether the cores are the VM's own.</param>
/// <param name="IsPriced">Whether it can be bought: the list of all sizes has others too.</param>
internal sealed record CloudConfiguration(Guid Id, string Slug, string Name, int Cpu, int RamGb, bool IsDedicated, bool IsPriced);

/// <summary>What generation <c>Cloud</c> sells: the marketplace's datacenters and sizes, priced by the hour. Disks and addresses are made up.</summary>
internal static class CloudCatalogue
{
    public const string DiskType = "NVME";
    public const string AddressType = "V4";

    /// <summary>The smallest and the biggest disk, in GB.</summary>
    public const long SmallestDisk = 10;
    public const long BiggestDisk = 10_000;

    /// <summary>An address, in micro-USDC an hour.</summary>
    public const long AddressPrice = 700;

    /// <summary>What a datacenter has of disks, in GB, and of addresses.</summary>
    public const long DiskCapacity = 200_000;
    public const int AddressCapacity = 250;

    private const int HoursPerDay = 24;

    // A VM's price in the other generations includes a disk (10 per cent of it) and an address (5): here both cost extra.
    private const int VmShare = 85;

    private static readonly IReadOnlyList<(string Code, string Name)> Cities =
        [("WAW", "Warsaw"), ("FRA", "Frankfurt"), ("HEL", "Helsinki"), ("LON", "London"), ("NYC", "New York"), ("SIN", "Singapore")];

    /// <summary>Every size, those without a price too.</summary>
    public static IReadOnlyList<CloudConfiguration> Configurations { get; } =
    [
        .. Catalogue.Configurations.Select((size, index) => Made(index + 1, "regular", size.Cpu, size.RamGiB, true)),
        Made(101, "shared", 2, 2, false),
        Made(102, "premium", 2, 4, false),
    ];

    /// <summary>Disks can be had in one copy and in several.</summary>
    public static IReadOnlyList<bool> Replications { get; } = [false, true];

    public static Guid DatacenterId(Datacenter datacenter) => CloudIds.Of(CloudKind.Datacenter, 0, datacenter.Number);

    /// <summary>A datacenter has one cluster.</summary>
    public static Guid ClusterId(Datacenter datacenter) => CloudIds.Of(CloudKind.Cluster, 0, datacenter.Number);

    public static string CityName(Datacenter datacenter) => Cities.First(city => city.Code == datacenter.CityCode).Name;

    public static string ClusterName(Datacenter datacenter) => FormattableString.Invariant($"{CityName(datacenter)} {datacenter.CityIndex}");

    /// <summary>The processors of a datacenter, in the words of <c>CpuFamilyDto</c>, which knows three.</summary>
    public static string CpuFamily(Datacenter datacenter) => datacenter.Cpu.Generation switch { "2" => "AMD_ZEN2", "3" => "AMD_ZEN3", _ => "AMD_ZEN5" };

    /// <summary>The datacenter of a cluster.</summary>
    /// <exception cref="RefusedException">404: there is none.</exception>
    public static Datacenter Cluster(Guid id) =>
        Catalogue.Datacenters.FirstOrDefault(each => ClusterId(each) == id) ?? throw CloudError.NotFound("Cluster", id);

    /// <summary>The size that a VM has, whichever generation it was ordered through.</summary>
    public static CloudConfiguration ConfigurationOf(EmulatedVm vm) =>
        Configurations.First(each => each.Cpu == vm.Offer.Configuration.Cpu && each.RamGb == vm.Offer.Configuration.RamGiB);

    /// <summary>What a size costs at a datacenter.</summary>
    /// <exception cref="RefusedException">404: there is no such size, or it has no price.</exception>
    public static Offer Offer(Datacenter datacenter, Guid configuration) =>
        Configurations.FirstOrDefault(each => each.Id == configuration && each.IsPriced) is { } found
            ? OfferOf(datacenter, found)
            : throw CloudError.NotFound("VM configuration with a price", configuration);

    /// <summary>The offer of a size that has a price.</summary>
    public static Offer OfferOf(Datacenter datacenter, CloudConfiguration configuration) =>
        Catalogue.Offers.First(offer => offer.Datacenter == datacenter && offer.Configuration.Cpu == configuration.Cpu && offer.Configuration.RamGiB == configuration.RamGb);

    /// <summary>A VM, in micro-USDC an hour.</summary>
    public static long VmPrice(Offer offer) => offer.Price * VmShare / 100 / HoursPerDay;

    /// <summary>A GB of disk, in micro-USDC an hour.</summary>
    public static long DiskPrice(bool replicated) => replicated ? 120 : 60;

    private static CloudConfiguration Made(int number, string plan, int cpu, int ramGb, bool isPriced) => new(
        CloudIds.Of(CloudKind.Configuration, 0, number),
        FormattableString.Invariant($"cpu-{plan}-{cpu}vcpu-{ramGb}gb"),
        FormattableString.Invariant($"{cpu} vCPU, {ramGb} GB ({plan})"),
        cpu,
        ramGb,
        plan != "shared",
        isPriced);
}
