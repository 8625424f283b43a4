using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Orders of generation <c>MarketV3</c>. The service knows no idempotency key, so every id that is there before goes into the
/// journal; what is new afterwards may be the order's.
/// </summary>
/// <param name="client">Lists, estimates and resolves.</param>
/// <param name="create">Sends an order, once.</param>
internal sealed class MarketOrders(IFluenceClient client, Func<VmOrder, CancellationToken, Task<IReadOnlyList<string>>> create)
{
    public async Task<OrderPlan> PlanAsync(VmOrder order, CancellationToken cancellationToken)
    {
        if (order.UserData is not null)
        {
            throw Fault.NotSupported(nameof(Messages.UserDataNotSupported));
        }
        if (order.NeedsParts)
        {
            throw Fault.NotSupported(nameof(Messages.PartsNotSupported), FluenceApiVersion.MarketV3);
        }
        if (order.Spread)
        {
            throw Fault.NotSupported(nameof(Messages.SpreadNotSupported));
        }
        VmRules.Check(order);
        var keys = new List<string>(order.SshKeys.Count);
        foreach (var key in order.SshKeys)
        {
            keys.Add(await SshKeyResolver.ResolveAsync(client, key, cancellationToken));
        }
        var resolved = order with { Image = await ImageResolver.ResolveAsync(client, order.Image, cancellationToken), SshKeys = keys };
        var estimate = await client.EstimateAsync(resolved.Constraints, resolved.Count, cancellationToken);
        return new MarketPlan(resolved, estimate);
    }

    public async Task PlaceAsync(VmOrder order, MarketPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        if (!run.Operation.Steps.Any(step => step is { Name: OrderSteps.Create, Outcome: StepOutcome.Done }))
        {
            await CreateAsync(order, plan, run, cancellationToken);
        }
        await new MarketNaming(client).RunAsync(order, run, cancellationToken);
    }

    public async Task SettleAsync(OperationRun run, CancellationToken cancellationToken)
    {
        // Both before the list: an order is written down before it is sent, and time passes while the list is read.
        var now = run.Journal.Time.GetUtcNow();
        var vms = await ListAsync(cancellationToken);
        await run.Journal.DecideAsync(all => run.Settle(new MarketEvidence(run.Operation, all, now).Judge(vms)), cancellationToken);
    }

    private async Task CreateAsync(VmOrder order, MarketPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        plan ??= (MarketPlan)await PlanAsync(order, cancellationToken);
        var knownAt = run.Journal.Time.GetUtcNow();
        var known = await ListAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var record = MarketRecord.Of(plan.Resolved, [.. known.Select(vm => vm.Id)], knownAt);
        run.Plan(record.ToJson(), [new OperationStep { Name = OrderSteps.Create }, .. MarketNaming.StepsOf(order)]);
        await run.SendAsync(OrderSteps.Create, token => create(plan.Resolved, token), ids => ids, cancellationToken);
    }

    private async Task<List<Vm>> ListAsync(CancellationToken cancellationToken)
    {
        var vms = new List<Vm>();
        await client.ListVmsAsync(VmFilter.All, vms.Add, cancellationToken);
        return vms;
    }
}
