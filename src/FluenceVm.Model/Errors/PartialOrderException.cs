namespace FluenceVm.Model.Errors;

/// <summary>An order was met in part: fewer VMs were created than ordered. Those that were exist and are billed.</summary>
public sealed class PartialOrderException : Exception
{
    /// <summary>An order that was met in part.</summary>
    /// <param name="order">The order, with the ids that came of it.</param>
    /// <param name="reason">Why the rest wasn't created; null if the service didn't say.</param>
    public PartialOrderException(Order order, Exception? reason = null)
        : base(Describe(order ?? throw new ArgumentNullException(nameof(order)), reason), reason) => Order = order;

    /// <summary>The order, with the ids that came of it.</summary>
    public Order Order { get; }

    private static string Describe(Order order, Exception? reason) => Text.Of(
        nameof(Messages.OrderPartial),
        order.Count,
        order.Key,
        order.VmIds.Count,
        string.Join(", ", order.VmIds),
        reason?.Message ?? Messages.OrderPartialUnexplained);
}
