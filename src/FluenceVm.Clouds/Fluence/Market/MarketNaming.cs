using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Numbers the VMs of an order: a request makes all of them under one name, so they are renamed in another one afterwards. That one
/// has the same effect however often it is sent, and nothing of the order depends on it: the VMs are written down before.
/// </summary>
internal sealed class MarketNaming(IFluenceClient client)
{
    private const string Name = "names";

    /// <summary>The step that an order needs besides its creation; none for a single VM.</summary>
    public static OperationStep[] StepsOf(VmOrder order) =>
        order.Count == 1 ? [] : [new OperationStep { Name = Name, IsRepeatable = true }];

    /// <summary>Renames the VMs, unless that has been done.</summary>
    /// <exception cref="OrderNotNamedException">They exist, and may still have the one name.</exception>
    public async Task RunAsync(VmOrder order, OperationRun run, CancellationToken cancellationToken)
    {
        if (run.Operation.Steps.FirstOrDefault(step => step.Name == Name) is not { Outcome: not StepOutcome.Done } step)
        {
            return;
        }
        try
        {
            var updates = Updates(order, run.Operation);
            if (step.SentAt is not null)
            {
                updates = await StillDueAsync(order, updates, cancellationToken);
            }
            await run.SendAsync(Name, token => SendAsync(updates, token), _ => [], cancellationToken);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            throw new OrderNotNamedException(OrderSteps.ToOrder(run.Operation), failure);
        }
    }

    private static VmUpdate[] Updates(VmOrder order, Operation operation) =>
    [
        .. operation.Step(OrderSteps.Create).Ids
            .Zip(order.Names, (id, name) => new VmUpdate { Id = id, Name = name })
            .Where(update => !operation.Gone.Contains(update.Id, StringComparer.OrdinalIgnoreCase)),
    ];

    // An earlier attempt may have come through, and its user may have chosen other names since.
    private async Task<VmUpdate[]> StillDueAsync(VmOrder order, VmUpdate[] updates, CancellationToken cancellationToken)
    {
        var due = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await client.ListVmsAsync(
            new VmFilter { Ids = [.. updates.Select(update => update.Id)] },
            vm => _ = vm.Name == order.Name && due.Add(vm.Id),
            cancellationToken);
        return [.. updates.Where(update => due.Contains(update.Id))];
    }

    private async Task<bool> SendAsync(VmUpdate[] updates, CancellationToken cancellationToken)
    {
        if (updates.Length > 0)
        {
            await client.UpdateVmsAsync(updates, cancellationToken);
        }
        return true;
    }
}
