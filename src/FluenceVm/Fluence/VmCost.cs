using FluenceVm.Model;

namespace FluenceVm.Fluence;

/// <summary>Says what deleting a VM means in money.</summary>
internal static class VmCost
{
    /// <summary>The price, the epoch that is paid already, and the reserve that comes free.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="now">The current time.</param>
    public static string Describe(Vm vm, DateTimeOffset now)
    {
        if (vm.ApiVersion == nameof(FluenceApiVersion.Cloud))
        {
            return DescribeHourly(vm);
        }
        var parts = new List<string>
        {
            vm.PricePerEpoch is { } price ? Text.Of(nameof(Messages.PricePerEpoch), price, vm.Currency) : Messages.PriceUnknown,
        };
        // A provider that ended a VM charges it no further epoch.
        if (vm.Status != VmStatus.Terminated || vm.NextBillingAt > now)
        {
            parts.Add(Text.Of(nameof(Messages.EpochPaidUntil), Epoch.PaidUntil(vm, now).UtcDateTime));
        }
        if (vm.ReservedBalance is > 0)
        {
            parts.Add(Text.Of(nameof(Messages.ReserveComesFree), vm.ReservedBalance));
        }
        return string.Join("; ", parts);
    }

    /// <summary>The price per hour, which may be unknown.</summary>
    /// <param name="price">The price.</param>
    /// <param name="currency">Its currency.</param>
    public static string PerHour(decimal? price, string currency) =>
        price is { } amount ? Text.Of(nameof(Messages.PricePerHour), amount, currency) : Messages.PriceUnknown;

    private static string DescribeHourly(Vm vm)
    {
        var price = PerHour(vm.PricePerHour, vm.Currency);
        return vm.NextBillingAt is { } until ? $"{price}; {Text.Of(nameof(Messages.PaidUntil), until.UtcDateTime)}" : price;
    }
}
