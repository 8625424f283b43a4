namespace FluenceVm.Model.Errors;

/// <summary>An order was met in part: fewer VMs were created than ordered. Those that were exist and are billed.</summary>
public sealed class PartialOrderException : Exception
{
    /// <summary>An order that was met in part.</summary>
    /// <param name="order">The order, with the ids that came of it.</param>
    public PartialOrderException(Order order)
        : base(Text.Of(nameof(Messages.OrderPartial), (order ?? throw new ArgumentNullException(nameof(order))).Count, order.Key, order.VmIds.Count, string.Join(", ", order.VmIds))) => Order = order;

    /// <summary>The order, with the ids that came of it.</summary>
    public Order Order { get; }
}
