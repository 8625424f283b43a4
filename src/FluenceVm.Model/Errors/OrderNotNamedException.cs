namespace FluenceVm.Model.Errors;

/// <summary>The VMs of an order exist and are billed, but some may lack the names that they were to have.</summary>
public sealed class OrderNotNamedException : Exception
{
    /// <summary>An order whose VMs couldn't be renamed.</summary>
    /// <param name="order">The order, with the ids that came of it.</param>
    /// <param name="reason">Why they couldn't.</param>
    public OrderNotNamedException(Order order, Exception reason)
        : base(
            Text.Of(
                nameof(Messages.OrderNotNamed),
                (order ?? throw new ArgumentNullException(nameof(order))).Key,
                order.Name,
                string.Join(", ", order.VmIds),
                reason?.Message),
            reason) => Order = order;

    /// <summary>The order, with the ids that came of it.</summary>
    public Order Order { get; }
}
