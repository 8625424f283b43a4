using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Costs;

/// <summary>What a VM costs from now on, with everything that its price includes.</summary>
public static class BilledVm
{
    /// <summary>The VM as something that is billed.</summary>
    /// <param name="vm">The VM.</param>
    /// <param name="now">The current time.</param>
    public static BilledItem From(Vm vm, DateTimeOffset now)
    {
        var isByEpoch = (vm ?? throw new ArgumentNullException(nameof(vm))).ApiVersion != nameof(FluenceApiVersion.Cloud);
        // What a provider ended is charged no further epoch, but its reserve stays held (docs/services/fluence-market.md, "Billing facts").
        var isFree = isByEpoch && vm.Status == VmStatus.Terminated;
        return new BilledItem
        {
            Type = BilledType.Vm,
            Id = vm.Id,
            Name = vm.Name,
            Status = vm.Status,
            PricePerHour = isFree ? 0 : vm.PricePerHour,
            PricePerEpoch = !isByEpoch ? null : isFree ? 0 : vm.PricePerEpoch,
            Currency = vm.Currency,
            NextChargeAt = isByEpoch && !isFree ? Epoch.PaidUntil(vm, now) : null,
            Held = isByEpoch ? vm.ReservedBalance : null,
        };
    }
}
