using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>The marketplace tells what each VM costs, and keeps no account of what was spent.</summary>
internal sealed class MarketCosts(MarketClient client, FluenceRequests requests) : ICosts
{
    private const string Currency = "USDC";

    public Task ListChargesAsync(ChargeQuery query, Action<Charge> output, CancellationToken cancellationToken) => throw NoCharges();

    public Task<Charge> SumChargesAsync(ChargeQuery query, CancellationToken cancellationToken) => throw NoCharges();

    public async Task<RunningCost> MeasureAsync(CancellationToken cancellationToken)
    {
        var items = new List<BilledItem>();
        await client.ListVmsAsync(VmFilter.All, vm => items.Add(BilledVm.From(vm, requests.Now)), cancellationToken);
        return RunningCost.Of(nameof(Model.Cloud.Fluence), Currency, items);
    }

    private NotSupportedException NoCharges() => Fault.NotSupported(nameof(Messages.ChargesNotSupported), client.ApiVersion);
}
