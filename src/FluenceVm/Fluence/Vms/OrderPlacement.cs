using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Fluence.Vms;

/// <summary>Buys VMs: goes on with what the same order has come to, else asks with the price, and orders.</summary>
internal sealed class OrderPlacement(AsyncCmdlet cmdlet, IFluenceClient client, OrderDesk desk)
{
    /// <summary>The most that a VM may cost per epoch; null for any price.</summary>
    public decimal? MaxPricePerEpoch { get; init; }

    /// <summary>The most that all VMs together may cost per hour; null for any price.</summary>
    public decimal? MaxTotalPricePerHour { get; init; }

    /// <summary>Places an order; null if the user doesn't want it.</summary>
    public async Task<OrderResult?> PlaceAsync(VmOrder order, string? key, CancellationToken cancellationToken)
    {
        // Before the price is asked for: what was created may have been the last there was, or have become dearer since.
        var earlier = key is null ? null : desk.FindEarlier(order, key);
        if (earlier is { IsOpen: true } && cmdlet.IsWhatIf && OrderSteps.IsStuck(earlier))
        {
            await ConfirmAsync(nameof(Messages.SettleOrderDescription), nameof(Messages.SettleOrderDescription), key!);
            return null;
        }
        if (earlier is { IsOpen: true } && !cmdlet.IsWhatIf)
        {
            await desk.SettleAsync(key!, cancellationToken);
            earlier = desk.FindEarlier(order, key!);
        }
        return earlier switch
        {
            { IsOpen: true } when OrderSteps.IsStuck(earlier) => throw new OrderUnknownException(OrderSteps.ToOrder(earlier)),
            { IsDone: true } => await FinishAsync(order, earlier, cancellationToken),
            { IsNothing: false } when OrderSteps.IsGone(earlier) => Adopt(earlier),
            { IsNothing: false } => await ResumeAsync(order, earlier, cancellationToken),
            _ => await OrderAsync(order, key ?? desk.NewKey(order), cancellationToken),
        };
    }

    // Nothing is left to do, except of an order that was told to stop at its drafts.
    private async Task<OrderResult?> FinishAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken)
    {
        if (await client.EstimateDraftsAsync(order, earlier, cancellationToken) is not { } estimate)
        {
            return Adopt(earlier);
        }
        CheckPrice(order with { Count = estimate.Count }, estimate);
        object?[] values = [estimate.Count, OrderQuestion.NamesOf(order), order.Image, estimate];
        return await ConfirmAsync(nameof(Messages.NewVmDescription), nameof(Messages.NewVmQuery), values)
            ? await desk.PlaceAsync(order, null, earlier.Key, cancellationToken)
            : null;
    }

    private OrderResult Adopt(Operation earlier)
    {
        var order = OrderSteps.ToOrder(earlier);
        if (order.VmIds.Count == 0)
        {
            throw CmdletException.OrderGone(order, earlier.Gone);
        }
        cmdlet.Report(Text.Of(nameof(Messages.OrderAdopted), order.Key, order.VmIds.Count, order.Count));
        return OrderResult.Adopted(earlier);
    }

    private async Task<OrderResult?> ResumeAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken) =>
        await ConfirmAsync(nameof(Messages.ResumeOrderDescription), nameof(Messages.ResumeOrderQuery), earlier.Key)
            ? await desk.PlaceAsync(order, null, earlier.Key, cancellationToken)
            : null;

    private async Task<OrderResult?> OrderAsync(VmOrder order, string key, CancellationToken cancellationToken)
    {
        var plan = await client.PlanOrderAsync(order, cancellationToken);
        CheckPrice(order, plan.Estimate);
        if (!await new OrderQuestion(cmdlet, client, order, plan).AskAsync(cancellationToken))
        {
            return null;
        }
        var placed = await desk.PlaceAsync(order, plan, key, cancellationToken);
        if (placed.Order.VmIds.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            cmdlet.Report(Text.Of(nameof(Messages.OrderPlaced), key, placed.Order.VmIds.Count, order.Count));
        }
        return placed;
    }

    // The service is sent the limit as well; this one holds even where the service forgets it.
    private void CheckPrice(VmOrder order, Estimate estimate)
    {
        var dearest = Math.Max(estimate.MaxPricePerEpoch ?? 0, estimate.TotalPricePerEpoch / order.Count);
        if (dearest > MaxPricePerEpoch)
        {
            throw CmdletException.PriceAboveLimit(order.Name, dearest, MaxPricePerEpoch.Value, estimate.Currency);
        }
        var hourly = estimate.PricePerHour ?? Epoch.PerHour(estimate.TotalPricePerEpoch)!.Value;
        if (hourly > MaxTotalPricePerHour)
        {
            throw CmdletException.TotalPriceAboveLimit(
                order.Count, OrderQuestion.NamesOf(order), hourly, MaxTotalPricePerHour.Value, estimate.Currency);
        }
    }

    private Task<bool> ConfirmAsync(string description, string query, params object?[] values) =>
        cmdlet.ConfirmAsync(Prompt.Of(nameof(Messages.NewVmCaption), query, description, values));
}
