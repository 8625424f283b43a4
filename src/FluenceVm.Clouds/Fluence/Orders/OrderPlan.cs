using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>What an order resolved to, and what it will cost. Each generation has its own and reads it back from the journal.</summary>
public abstract class OrderPlan
{
    /// <summary>The price; the same one that is asked about is the one that is ordered.</summary>
    public abstract Estimate Estimate { get; }

    /// <summary>The countries that the order is spread over; empty if it isn't spread.</summary>
    public virtual IReadOnlyList<PlannedPlace> Places => [];
}
