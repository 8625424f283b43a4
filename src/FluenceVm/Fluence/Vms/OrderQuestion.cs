using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Fluence.Costs;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Vms;

/// <summary>Asks a user whether to order: which names, for how much, where, and whether a name is taken.</summary>
internal sealed class OrderQuestion(AsyncCmdlet cmdlet, IFluenceClient client, VmOrder order, OrderPlan plan)
{
    /// <summary>The names of an order's VMs, in quotation marks.</summary>
    public static string NamesOf(VmOrder order) => order.Count == 1
        ? Text.Of(nameof(Messages.NewVmName), order.Name)
        : Text.Of(nameof(Messages.NewVmNames), order.Names[0], order.Names[order.Count - 1]);

    public async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        await WarnOfTakenNamesAsync(cancellationToken);
        object?[] values = [order.Count, NamesOf(order), order.Image, Price()];
        var prompt = Prompt.Of(nameof(Messages.NewVmCaption), nameof(Messages.NewVmQuery), nameof(Messages.NewVmDescription), values);
        var added = plan.Estimate.IncrementalPricePerHour ?? Epoch.PerHour(plan.Estimate.TotalPricePerEpoch);
        return await cmdlet.ConfirmAsync(
            await new CostForecast(cmdlet, client).AddToAsync(prompt, added, plan.Estimate.Currency, cancellationToken));
    }

    // The services allow a second VM of a name, and so does this module; but most often it is a mistake.
    private async Task WarnOfTakenNamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var taken = await client.FindTakenNamesAsync(order.Names, cancellationToken);
            if (taken.Count > 0)
            {
                cmdlet.Warn(taken.Count == 1
                    ? Text.Of(nameof(Messages.NameTaken), taken[0])
                    : Text.Of(nameof(Messages.NamesTaken), taken.Count, string.Join(", ", taken)));
            }
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            cmdlet.Warn(Text.Of(nameof(Messages.NamesNotChecked), failure.Message));
        }
    }

    private string Price()
    {
        var places = plan.Places.Select(place => Text.Of(
            nameof(Messages.PlannedPlaceText), place.Count, place.Country, place.PricePerHour, plan.Estimate.Currency));
        return plan.Places.Count == 0
            ? plan.Estimate.ToString()
            : Text.Of(nameof(Messages.EstimateByCountry), plan.Estimate, string.Join(", ", places));
    }
}
