namespace FluenceVm.Model;

/// <summary>What a datacenter of the Fluence marketplace offers: a basic configuration, its price, how many there are.</summary>
public sealed class Offer
{
    private const int HoursPerEpoch = 24;

    /// <summary>The basic configuration, for example <c>cpu-4-ram-8gb-storage-25gb</c>.</summary>
    public string Configuration { get; init; } = string.Empty;

    /// <summary>Price per epoch (24 hours) in <see cref="Currency"/>.</summary>
    public decimal PricePerEpoch { get; init; }

    /// <summary>The price per hour as tables show it, for example <c>0.0121 USDC/h</c>.</summary>
    public string? Price => Shown.PricePerHour(PricePerEpoch / HoursPerEpoch, Currency);

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USDC";

    /// <summary>Where.</summary>
    public Datacenter? Datacenter { get; init; }

    /// <summary>ISO code of the country.</summary>
    public string? Country => Datacenter?.CountryCode;

    /// <summary>How many VMs of this configuration can be ordered there, all servers together.</summary>
    public int AvailableInstances { get; init; }

    /// <summary>The hardware that the configuration runs on there.</summary>
    public IReadOnlyList<VmResource> Resources { get; init => field = ItemList.Of(value); } = ItemList<VmResource>.None;

    /// <summary>What can be ordered in addition, per type of disk.</summary>
    public IReadOnlyList<AdditionalStorage> AdditionalStorage { get; init => field = ItemList.Of(value); } =
        ItemList<AdditionalStorage>.None;

    /// <summary>The configuration, the place and the price.</summary>
    public override string ToString() => FormattableString.Invariant($"{Configuration} {Datacenter} {PricePerEpoch} {Currency}");
}
