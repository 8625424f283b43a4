using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// Spreads the VMs of an order over countries, as evenly as their number allows; what is left over goes to the cheapest. Within a
/// country the cheapest place is taken.
/// </summary>
internal sealed class PlaceSpread(VmOrder order, PlacePricing pricing)
{
    /// <summary>A place in each country, with its share of the VMs.</summary>
    /// <param name="places">Every place that meets the order, the cheapest first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A country that was named has no room.</exception>
    public async Task<IReadOnlyList<CloudPlaceWire>> PlaceAsync(IReadOnlyList<Placement> places, CancellationToken cancellationToken)
    {
        var priced = new List<CloudPlaceWire>();
        FluenceApiException? full = null;
        foreach (var country in places.ToLookup(place => place.Datacenter?.CountryCode?.ToUpperInvariant()))
        {
            if (country.Key is null || priced.Count == order.Count)
            {
                continue;
            }
            try
            {
                priced.Add(await pricing.PriceAsync([.. country], cancellationToken) with { Country = country.Key });
            }
            catch (FluenceApiException refusal) when (PlacePricing.IsAboutRoom(refusal))
            {
                full = refusal;
            }
        }
        CheckNamed(priced);
        return priced.Count > 0 ? Shared(priced) : throw full ?? (Exception)Fault.Argument(nameof(Messages.PlaceNotFound));
    }

    private void CheckNamed(IReadOnlyList<CloudPlaceWire> priced)
    {
        string[] named = [.. order.Constraints.Countries.Select(country => country.ToUpperInvariant()).Distinct()];
        if (priced.Count < Math.Min(order.Count, named.Length))
        {
            var without = named.Except(priced.Select(place => place.Country!));
            throw Fault.Argument(nameof(Messages.SpreadCountryFull), string.Join(", ", without));
        }
    }

    private CloudPlaceWire[] Shared(IReadOnlyList<CloudPlaceWire> priced)
    {
        var (share, rest) = (order.Count / priced.Count, order.Count % priced.Count);
        return [.. priced.OrderBy(place => place.PricePerHour).Select((place, i) => place with { Count = share + (i < rest ? 1 : 0) })];
    }
}
