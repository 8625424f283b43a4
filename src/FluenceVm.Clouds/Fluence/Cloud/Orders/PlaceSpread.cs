using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// Spreads the VMs of an order over countries, as evenly as their number and the room allow; what is left over goes to the cheapest.
/// Within a country the cheapest place is taken.
/// </summary>
internal sealed class PlaceSpread(VmOrder order, PlacePricing pricing)
{
    /// <summary>A place in each country, with its share of the VMs.</summary>
    /// <param name="places">Every place that meets the order, the cheapest first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There isn't room for all, or none in a country that was named.</exception>
    public async Task<IReadOnlyList<CloudPlaceWire>> PlaceAsync(IReadOnlyList<Placement> places, CancellationToken cancellationToken)
    {
        var found = new List<Share>();
        FluenceApiException? full = null;
        foreach (var country in places.ToLookup(place => place.Datacenter?.CountryCode?.ToUpperInvariant()))
        {
            if (country.Key is null)
            {
                continue;
            }
            try
            {
                var place = await pricing.PriceAsync([.. country], cancellationToken) with { Country = country.Key };
                found.Add(new Share(place, country.First(each => IsAt(each, place)).Room));
            }
            catch (FluenceApiException refusal) when (PlacePricing.IsAboutRoom(refusal))
            {
                full = refusal;
            }
        }
        CheckNamed(found);
        return found.Sum(share => Math.Min(share.Room, order.Count)) >= order.Count
            ? Shared([.. found.OrderBy(share => share.Place.PricePerHour)])
            : throw full ?? (Exception)Fault.Argument(nameof(Messages.PlaceNotFound));
    }

    private static bool IsAt(Placement placement, CloudPlaceWire place) =>
        placement.ClusterId == place.ClusterId && placement.Size.Id == place.ConfigurationId;

    private void CheckNamed(IReadOnlyList<Share> found)
    {
        string[] named = [.. order.Constraints.Countries.Select(country => country.ToUpperInvariant()).Distinct()];
        if (found.Count < Math.Min(order.Count, named.Length))
        {
            var without = named.Except(found.Select(share => share.Place.Country!));
            throw Fault.Argument(nameof(Messages.SpreadCountryFull), string.Join(", ", without));
        }
    }

    // One after the other to the country that has the fewest, and of those to the cheapest.
    private CloudPlaceWire[] Shared(Share[] shares)
    {
        for (var left = order.Count; left > 0; left--)
        {
            shares.Where(share => share.Count < share.Room).OrderBy(share => share.Count).First().Count++;
        }
        return [.. shares.Where(share => share.Count > 0).Select(share => share.Place with { Count = share.Count })];
    }

    private sealed class Share(CloudPlaceWire place, long room)
    {
        public CloudPlaceWire Place => place;

        public long Room => room;

        public int Count { get; set; }
    }
}
