using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What a user says became of an order, held against what is known.</summary>
/// <param name="order">The order.</param>
/// <param name="all">Every operation of the account.</param>
/// <param name="there">The ids of the VMs that are there.</param>
internal sealed class OrderDecision(Operation order, IReadOnlyList<Operation> all, HashSet<string> there)
{
    private OperationStep[] Open => [.. order.Steps.Where(step => step.IsOpen && OrderSteps.MakesVms(step))];

    /// <summary>Refuses what can't be true.</summary>
    /// <param name="vmIds">The VMs that came of the order; none if nothing did, or nothing is left.</param>
    /// <exception cref="ArgumentException">A VM isn't there, is another order's, or contradicts what the user says.</exception>
    public void Check(string[] vmIds)
    {
        if (vmIds.Length == 0)
        {
            CheckNothing();
        }
        else
        {
            CheckVms(vmIds);
        }
    }

    /// <summary>Writes down what can be true.</summary>
    public void WriteTo(OperationRun run, string[] vmIds)
    {
        Check(vmIds);
        if (vmIds.Length == 0)
        {
            foreach (var step in run.Operation.Steps)
            {
                run.Refused(step.Name, Messages.OrderDecided);
            }
            return;
        }
        var open = Open;
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

    private void CheckNothing()
    {
        var left = OrderSteps.VmIds(order).Where(there.Contains).ToArray();
        if (left.Length > 0)
        {
            throw Fault.Argument(nameof(Messages.OrderVmsThere), order.Key, string.Join(", ", left));
        }
    }

    private void CheckVms(string[] vmIds)
    {
        if (Open.Length == 0)
        {
            throw Fault.Argument(nameof(Messages.OrderNotOpen), order.Key);
        }
        var known = OrderSteps.ToOrder(order);
        var most = known.Count - known.VmIds.Count;
        if (vmIds.Length > most)
        {
            throw Fault.Argument(nameof(Messages.OrderDecidedTooMany), order.Key, most, vmIds.Length);
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
