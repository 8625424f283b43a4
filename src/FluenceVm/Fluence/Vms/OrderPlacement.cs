using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>Buys VMs: adopts what the same order has created, else asks with the price, and orders.</summary>
internal sealed class OrderPlacement(AsyncCmdlet cmdlet, IFluenceClient client, OrderService orders)
{
    /// <summary>The image in the user's words.</summary>
    public string Image { get; init; } = string.Empty;

    /// <summary>The most that a VM may cost an epoch; null for any price.</summary>
    public decimal? MaxPricePerEpoch { get; init; }

    /// <summary>Places an order; null where the user doesn't want it.</summary>
    public async Task<Order?> PlaceAsync(VmOrder order, string? key, CancellationToken cancellationToken)
    {
        // Before the price is asked for: what was created may have been the last there was, or have become dearer since.
        if (key is not null && await orders.FindAsync(order, key, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            cmdlet.Report(Text.Of(nameof(Messages.OrderAdopted), earlier.Key, earlier.VmIds.Count, earlier.Count));
            return earlier;
        }
        object?[] values = [order.Count, order.Name, Image, await PriceAsync(order, cancellationToken).ConfigureAwait(false)];
        if (!await cmdlet.ConfirmAsync(Text.Of(nameof(Messages.NewVmDescription), values), Text.Of(nameof(Messages.NewVmQuery), values), Messages.NewVmCaption).ConfigureAwait(false))
        {
            return null;
        }
        var placed = await orders.PlaceAsync(order, key, cancellationToken).ConfigureAwait(false);
        cmdlet.Report(Text.Of(nameof(Messages.OrderPlaced), placed.Key, placed.VmIds.Count, placed.Count));
        return placed;
    }

    private async Task<string> PriceAsync(VmOrder order, CancellationToken cancellationToken)
    {
        var estimate = await client.EstimateAsync(order.Constraints, order.Count, cancellationToken).ConfigureAwait(false);
        // The service is sent the limit as well; this one holds even where the service forgets it.
        if (MaxPricePerEpoch is { } limit && Math.Max(estimate.MaxPricePerEpoch ?? 0, estimate.TotalPricePerEpoch / order.Count) is var dearest && dearest > limit)
        {
            throw CmdletException.PriceAboveLimit(order.Name, dearest, limit, estimate.Currency);
        }
        return estimate.ToString();
    }
}
