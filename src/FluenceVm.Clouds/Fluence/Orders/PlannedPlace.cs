namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>A country that an order is spread over.</summary>
/// <param name="Country">Its ISO code.</param>
/// <param name="Count">How many VMs go there.</param>
/// <param name="PricePerHour">What each of them costs per hour, in the currency of the plan's estimate.</param>
public sealed record PlannedPlace(string Country, int Count, decimal PricePerHour);
