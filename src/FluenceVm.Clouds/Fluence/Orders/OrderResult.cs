using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What came of placing an order. There may be VMs and a failure: the VMs come first.</summary>
public sealed class OrderResult
{
    internal OrderResult(Order order, Exception? failure)
    {
        Order = order;
        Failure = failure;
    }

    /// <summary>The order, with the VMs that exist.</summary>
    public Order Order { get; }

    /// <summary>Why not everything that was asked for exists, or may not; null if all is well.</summary>
    public Exception? Failure { get; }
}
