namespace FluenceVm.Emulator.Fluence;

/// <summary>What the emulated marketplace has: made up, with plausible prices. Nothing of it changes while the emulator runs.</summary>
internal static class Catalogue
{
    private static readonly CpuKind Rome = new("AMD", "EPYC", "Zen", "2", "7702p");
    private static readonly CpuKind Genoa = new("AMD", "EPYC", "Zen", "4", "9454");
    private static readonly CpuKind IceLake = new("Intel (R)", "XEON", "ICE LAKE", "3", "8358");
    private static readonly MemoryKind Ddr4 = new("DDR", "4", "Samsung", 3200);
    private static readonly MemoryKind Ddr5 = new("DDR", "5", "Micron", 4800);
    private static readonly StorageKind Hdd = new("HDD", "Seagate", 250, 1_500);
    private static readonly StorageKind Ssd = new("SSD", "WD", 530, 4_000);
    private static readonly StorageKind Nvme = new("NVMe", "Samsung", 6_900, 6_000);

    /// <summary>The sizes, smallest first.</summary>
    public static IReadOnlyList<BasicConfiguration> Configurations { get; } =
    [
        new(2, 4, 25), new(4, 8, 25), new(8, 16, 25), new(16, 32, 25), new(32, 64, 25),
    ];

    /// <summary>The datacenters.</summary>
    public static IReadOnlyList<Datacenter> Datacenters { get; } =
    [
        new(1, "PL", "WAW", 1, 3, ["ISO 27001:2022", "SOC2"], Rome, Ddr4, Ssd),
        new(2, "DE", "FRA", 1, 4, ["ISO 27001:2022", "ISO 9001:2015", "PCI DSS"], Genoa, Ddr5, Nvme),
        new(3, "FI", "HEL", 1, 3, ["ISO 27001:2022"], Rome, Ddr4, Hdd),
        new(4, "GB", "LON", 2, 3, ["ISO 27001:2022", "SOC2"], IceLake, Ddr4, Nvme),
        new(5, "US", "NYC", 1, 4, ["SOC2", "PCI DSS"], Genoa, Ddr5, Nvme),
        new(6, "SG", "SIN", 1, 3, [], IceLake, Ddr4, Ssd),
    ];

    /// <summary>The offers: every size in every datacenter.</summary>
    public static IReadOnlyList<Offer> Offers { get; } =
    [
        .. OffersOf(Datacenters[0], 298_160),
        .. OffersOf(Datacenters[1], 304_400),
        .. OffersOf(Datacenters[2], 289_900),
        .. OffersOf(Datacenters[3], 351_250),
        .. OffersOf(Datacenters[4], 338_475),
        .. OffersOf(Datacenters[5], 402_510),
    ];

    /// <summary>An offer by its key; null if there is none.</summary>
    public static Offer? Find(string key) => Offers.FirstOrDefault(offer => offer.Key == key);

    /// <summary>The offer of a size in a country.</summary>
    public static Offer Of(string country, int cpu) =>
        Offers.First(offer => offer.Datacenter.CountryCode == country && offer.Configuration.Cpu == cpu);

    private static IEnumerable<Offer> OffersOf(Datacenter datacenter, long smallest) => Configurations.Select(size =>
        new Offer(size, datacenter, smallest * size.Cpu / 2, Stock(datacenter, size), 4_000, size.Cpu < 16 ? 500 : null));

    private static IReadOnlyList<int> Stock(Datacenter datacenter, BasicConfiguration size) => (datacenter.CountryCode, size.Cpu) switch
    {
        ("FI", 32) => [3],
        ("SG", 32) => [0],
        (_, 2) => [200, 120, 80],
        (_, 4) => [120, 80],
        (_, 8) => [60, 40],
        (_, 16) => [20, 20],
        _ => [4, 4],
    };
}
