using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What came of placing an order. There may be VMs and a failure: the VMs come first.</summary>
public sealed class OrderResult
{
    internal OrderResult(Order order, Exception? failure)
    {
        Order = order;
        Failure = failure;
    }

    /// <summary>What an order came to that was placed before.</summary>
    /// <param name="order">The order.</param>
    public static OrderResult Adopted(Order order) =>
        new(
            order,
            (order ?? throw new ArgumentNullException(nameof(order))).VmIds.Count < order.Count ? new PartialOrderException(order) : null)
        {
            IsAdopted = true,
        };

    /// <summary>Whether it was placed before, so that its VMs must be in the list by now.</summary>
    public bool IsAdopted { get; private init; }

    /// <summary>The order, with the VMs that exist.</summary>
    public Order Order { get; }

    /// <summary>Why not everything that was asked for exists, or may not; null if all is well.</summary>
    public Exception? Failure { get; }
}
