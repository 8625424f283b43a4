namespace FluenceVm.Model.Errors;

/// <summary>An order was sent, and nobody can say yet what became of it. It is not sent again by itself.</summary>
public sealed class OrderUnknownException : Exception
{
    /// <summary>An order whose response was lost.</summary>
    /// <param name="order">What is known of it.</param>
    /// <param name="innerException">How the response was lost.</param>
    public OrderUnknownException(Order order, Exception? innerException = null)
        : base(
            Text.Of(nameof(Messages.OrderUnknown), (order ?? throw new ArgumentNullException(nameof(order))).Key, order.Message),
            innerException) => Order = order;

    /// <summary>What is known of it.</summary>
    public Order Order { get; }
}
