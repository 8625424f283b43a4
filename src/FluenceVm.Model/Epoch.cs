namespace FluenceVm.Model;

/// <summary>
/// The billing period of Fluence's generations <c>v2</c> and <c>v3</c> (docs/services/fluence-market.md, "Billing facts").
/// </summary>
public static class Epoch
{
    private const int PriceDecimals = 8;

    /// <summary>24 hours.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromHours(24);

    /// <summary>The boundary that all VMs share in MarketV2: 17:55 UTC.</summary>
    public static TimeSpan SharedBoundary { get; } = new(17, 55, 0);

    /// <summary>The price per hour, to 8 decimals: a whole epoch's has no more.</summary>
    /// <param name="pricePerEpoch">The price per epoch; null if it isn't known.</param>
    public static decimal? PerHour(decimal? pricePerEpoch) =>
        pricePerEpoch is { } price ? Math.Round(price / (decimal)Length.TotalHours, PriceDecimals) : null;

    /// <summary>
    /// Until when a VM's current epoch is paid: <see cref="Vm.NextBillingAt"/>, else the next 17:55 UTC.
    /// A VM that is deleted before has still cost the whole epoch.
    /// </summary>
    /// <param name="vm">The VM.</param>
    /// <param name="now">The current time.</param>
    public static DateTimeOffset PaidUntil(Vm vm, DateTimeOffset now)
    {
        if ((vm ?? throw new ArgumentNullException(nameof(vm))).NextBillingAt is { } next)
        {
            return next;
        }
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + SharedBoundary;
        return now < today ? today : today + Length;
    }
}
