using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What came of placing an order. There may be VMs and a failure: the VMs come first.</summary>
public sealed class OrderResult
{
    private readonly Operation _operation;

    internal OrderResult(Operation operation, Order order, Exception? failure)
    {
        _operation = operation;
        Order = order;
        Failure = failure;
    }

    /// <summary>What an order came to that was placed before.</summary>
    /// <param name="operation">The order.</param>
    public static OrderResult Adopted(Operation operation)
    {
        var order = OrderSteps.ToOrder(operation);
        var failure = order.VmIds.Count < order.Count ? new PartialOrderException(order) : null;
        return new OrderResult(operation, order, failure) { IsAdopted = true };
    }

    /// <summary>Whether it was placed before, so that its VMs must be in the list by now.</summary>
    public bool IsAdopted { get; private init; }

    /// <summary>The order, with the VMs that exist.</summary>
    public Order Order { get; }

    /// <summary>Why not everything that was asked for exists, or may not; null if all is well.</summary>
    public Exception? Failure { get; }

    /// <summary>The name that the order gave a VM of its own.</summary>
    /// <param name="id">The VM's id.</param>
    public string NameOf(string id) => OrderSteps.NameOf(_operation, id);
}
