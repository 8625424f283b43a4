namespace FluenceVm.Emulator.Fluence;

/// <summary>A basic configuration, for example <c>cpu-4-ram-8gb-storage-25gb</c>.</summary>
internal sealed record BasicConfiguration(int Cpu, int RamGiB, int StorageGiB)
{
    public string Slug { get; } = FormattableString.Invariant($"cpu-{Cpu}-ram-{RamGiB}gb-storage-{StorageGiB}gb");
}

/// <summary>What the CPUs of a datacenter are.</summary>
internal sealed record CpuKind(string Manufacturer, string Brand, string Architecture, string Generation, string Model);

/// <summary>What the memory of a datacenter is.</summary>
internal sealed record MemoryKind(string Type, string Generation, string Manufacturer, int Speed);

/// <summary>What the disks of a datacenter are; the price is in micro-USDC per GiB and epoch.</summary>
internal sealed record StorageKind(string Type, string Manufacturer, int WriteSpeed, long PricePerGiB);

/// <summary>A datacenter with the hardware that all of its offers have.</summary>
internal sealed record Datacenter(
    int Number,
    string CountryCode,
    string CityCode,
    int CityIndex,
    int Tier,
    IReadOnlyList<string> Certifications,
    CpuKind Cpu,
    MemoryKind Memory,
    StorageKind Storage)
{
    /// <summary>32 bytes in hexadecimal, as the service writes datacenters' ids.</summary>
    public string Id { get; } = FormattableString.Invariant($"0x{Number:x64}");
}

/// <summary>What a provider offers in a datacenter: a configuration, its price, and how many of it there are.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Datacenter">Where.</param>
/// <param name="Price">Micro-USDC per epoch.</param>
/// <param name="Servers">How many VMs each server can hold while it is empty.</param>
/// <param name="ExtraStorageGiB">How much disk there is beyond the configuration.</param>
/// <param name="ExtraStoragePerVm">The most of it that one VM may have; null for no limit.</param>
internal sealed record Offer(
    BasicConfiguration Configuration,
    Datacenter Datacenter,
    long Price,
    IReadOnlyList<int> Servers,
    long ExtraStorageGiB,
    long? ExtraStoragePerVm)
{
    /// <summary>What the state on disk calls it.</summary>
    public string Key { get; } = FormattableString.Invariant(
        $"{Datacenter.CountryCode}-{Datacenter.CityCode}-{Datacenter.CityIndex}/{Configuration.Slug}");

    /// <summary>How many VMs all of its servers hold together.</summary>
    public int Capacity { get; } = Servers.Sum();

    /// <summary>A VM's price with additional storage, in micro-USDC per epoch.</summary>
    public long PriceWith(long extraGiB) => Price + (extraGiB * Datacenter.Storage.PricePerGiB);
}
