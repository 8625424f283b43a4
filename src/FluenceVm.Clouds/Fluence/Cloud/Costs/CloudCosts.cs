using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Costs;

/// <summary>What was spent, and what runs up, in generation <c>Cloud</c>.</summary>
internal sealed class CloudCosts(CloudRequests requests, CloudCharges charges, BilledThings things) : ICosts
{
    public Task ListChargesAsync(ChargeQuery query, Action<Charge> output, CancellationToken cancellationToken) =>
        charges.ListAsync(query, output, cancellationToken);

    public Task<Charge> SumChargesAsync(ChargeQuery query, CancellationToken cancellationToken) =>
        charges.SumAsync(query, cancellationToken);

    public async Task<RunningCost> MeasureAsync(CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var balances = unknowns.TryAsync(Messages.PartBalance, () => CloudBalances.ListAsync(requests, cancellationToken));
        var items = await things.ListAsync(unknowns, cancellationToken);
        var cost = RunningCost.Of(nameof(Model.Cloud.Fluence), Amounts.Currency, items);
        var known = await balances;
        unknowns.Tell(nameof(Messages.CostFactsUnknown));
        if (known is { Count: > 1 })
        {
            requests.Warn(Text.Of(nameof(Messages.BalancesSeveral), string.Join(", ", known)));
        }
        return known is { Count: 1 } ? DebtRules.Apply(cost, known[0].Amount - (known[0].Overage ?? 0), requests.Now) : cost;
    }
}
