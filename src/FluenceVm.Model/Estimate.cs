namespace FluenceVm.Model;

/// <summary>What an order would cost (<c>POST /vms/v3/estimate</c>).</summary>
public sealed class Estimate
{
    /// <summary>What is reserved at the order: <see cref="TotalPricePerEpoch"/> times <see cref="DepositEpochs"/>.</summary>
    public decimal Deposit { get; init; }

    /// <summary>How many epochs the deposit covers.</summary>
    public int DepositEpochs { get; init; }

    /// <summary>Price per epoch, all VMs of the order together.</summary>
    public decimal TotalPricePerEpoch { get; init; }

    /// <summary>
    /// Price per hour, all VMs of the order together, with everything that they use; null for a generation that bills by the
    /// epoch.
    /// </summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>
    /// What the order adds to the price per hour: the rest is billed already; null for a generation that bills by the epoch.
    /// </summary>
    public decimal? IncrementalPricePerHour { get; init; }

    /// <summary>Price per epoch of the dearest single VM of the order; null if the service doesn't say.</summary>
    public decimal? MaxPricePerEpoch { get; init; }

    /// <summary>How many VMs.</summary>
    public int Count { get; init; }

    /// <summary>The currency of every amount of this object.</summary>
    public string Currency { get; init; } = "USDC";

    /// <summary>The price and the deposit.</summary>
    public override string ToString() => PricePerHour is { } hourly
        ? Text.Of(nameof(Messages.EstimateHourlyText), hourly, Currency, IncrementalPricePerHour ?? hourly)
        : Text.Of(nameof(Messages.EstimateText), TotalPricePerEpoch, Currency, Deposit);
}
