using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>What the drafts of an order cost once they are provisioned: <c>GET /v3/vms/{id}/estimate</c>.</summary>
internal sealed class DraftEstimates(CloudRequests requests)
{
    /// <summary>The price of all drafts that an order left; null if there is none, or none is wanted.</summary>
    public async Task<Estimate?> EstimateAsync(VmOrder order, Operation earlier, CancellationToken cancellationToken)
    {
        var prices = new List<EstimateWire>();
        foreach (var id in order.Provision ? CloudSteps.DraftsLeftBy(earlier) : [])
        {
            if (await ReadAsync(id, cancellationToken) is { } price)
            {
                prices.Add(price);
            }
        }
        return prices.Count == 0 ? null : Sum(prices);
    }

    // Whoever provisioned or removed a draft meanwhile: it is none any more.
    private async Task<EstimateWire?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ReadAsync(CloudVms.PathOf(id) + "/estimate", CloudJson.Default.EstimateWire, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404 || exception.Code == ErrorCodes.VmNotDraft)
        {
            return null;
        }
    }

    private Estimate Sum(List<EstimateWire> prices)
    {
        var faults = requests.ProblemsOf(CloudVms.Path);
        faults.Unnamed = nameof(Messages.TheEstimate);
        var totals = prices.Select(price => faults.Require(price.HourlyTotal, "hourlyTotal", null)).ToList();
        faults.ThrowIfAny();
        return new Estimate
        {
            Count = prices.Count,
            PricePerHour = totals.Sum(),
            IncrementalPricePerHour = prices.Sum(price => price.HourlyIncremental.Value ?? price.HourlyTotal.Value),
            TotalPricePerEpoch = totals.Sum() * (decimal)Epoch.Length.TotalHours,
            MaxPricePerEpoch = totals.Max() * (decimal)Epoch.Length.TotalHours,
            Currency = Amounts.Currency,
        };
    }
}
