using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>
/// What things cost, in USD per hour; made up. Every price is a multiple of 0.000036, so that a second's is a finite decimal
/// and no charge is ever rounded.
/// </summary>
internal static class CloudPrices
{
    public const int SecondsPerHour = 3_600;

    /// <summary>An address.</summary>
    public const decimal Address = 0.00072m;

    private const decimal Step = 0.000036m;
    private const int HoursPerDay = 24;

    // A VM's price on the marketplace includes a disk (10 per cent of it) and an address (5): here both cost extra.
    private const decimal VmShare = 0.85m;
    private const decimal Micro = 1_000_000m;

    /// <summary>A size in a datacenter; null if it can't be bought there.</summary>
    public static decimal? Vm(Datacenter datacenter, CloudConfiguration configuration) => configuration.IsPriced
        ? decimal.Floor(CloudCatalogue.OfferOf(datacenter, configuration).Price / Micro * VmShare / HoursPerDay / Step) * Step
        : null;

    /// <summary>A GB of disk.</summary>
    public static decimal DiskPerGb(bool replicated) => replicated ? 0.000144m : 0.000072m;
}
