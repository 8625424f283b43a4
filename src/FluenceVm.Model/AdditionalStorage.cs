namespace FluenceVm.Model;

/// <summary>Disk space that an <see cref="Offer"/> has beyond its basic configuration.</summary>
public sealed class AdditionalStorage
{
    /// <summary><c>HDD</c>, <c>SSD</c> or <c>NVMe</c>.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>How much there is, in GiB.</summary>
    public decimal SupplyGiB { get; init; }

    /// <summary>The most that one VM may have, in GiB; null for no limit.</summary>
    public decimal? PerVmLimitGiB { get; init; }

    /// <summary>Price of a GiB per epoch in USDC; null if the service doesn't say.</summary>
    public decimal? PricePerGiBEpoch { get; init; }

    /// <summary>The type and the amount.</summary>
    public override string ToString() => FormattableString.Invariant($"{SupplyGiB} GiB {Type}");
}
