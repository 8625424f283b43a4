using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What a user says became of an order, held against what is known.</summary>
/// <param name="run">The order.</param>
/// <param name="all">Every operation of the account.</param>
/// <param name="there">The ids of the VMs that are there.</param>
internal sealed class OrderDecision(OperationRun run, IReadOnlyList<Operation> all, HashSet<string> there)
{
    public void Make(string[] vmIds)
    {
        if (vmIds.Length == 0)
        {
            CreatedNothing();
        }
        else
        {
            Created(vmIds);
        }
    }

    private void CreatedNothing()
    {
        var left = OrderSteps.VmIds(run.Operation).Where(there.Contains).ToArray();
        if (left.Length > 0)
        {
            throw Fault.Argument(nameof(Messages.OrderVmsThere), run.Operation.Key, string.Join(", ", left));
        }
        foreach (var step in run.Operation.Steps)
        {
            run.Refused(step.Name, Messages.OrderDecided);
        }
    }

    private void Created(string[] vmIds)
    {
        var open = run.Operation.Steps.Where(step => step.IsOpen && OrderSteps.MakesVms(step)).ToArray();
        Check(vmIds, open);
        if (open.Length == 1 && open[0].Name == OrderSteps.Create)
        {
            run.Done(OrderSteps.Create, vmIds, Messages.OrderDecided);
            return;
        }
        for (var i = 0; i < open.Length; i++)
        {
            if (i < vmIds.Length)
            {
                run.Done(open[i].Name, [vmIds[i]], Messages.OrderDecided);
            }
            else
            {
                run.Refused(open[i].Name, Messages.OrderDecided);
            }
        }
    }

    private void Check(string[] vmIds, OperationStep[] open)
    {
        if (open.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.OrderNotOpen), run.Operation.Key);
        }
        var most = OrderSteps.ToOrder(run.Operation) is { } order ? order.Count - order.VmIds.Count : 0;
        if (vmIds.Length > most)
        {
            throw Fault.Argument(nameof(Messages.OrderDecidedTooMany), run.Operation.Key, most, vmIds.Length);
        }
        foreach (var id in vmIds)
        {
            if (!there.Contains(id))
            {
                throw Fault.Argument(nameof(Messages.VmNotFound), id);
            }
            if (all.FirstOrDefault(other => other.Ids.Contains(id, StringComparer.OrdinalIgnoreCase)) is { } owner)
            {
                throw Fault.Argument(nameof(Messages.OrderVmTaken), id, owner.Key);
            }
        }
    }
}
