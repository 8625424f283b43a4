using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Market;

/// <summary>Picks offers for orders and estimates, and shows them to searches.</summary>
internal sealed class OfferChoice(Stock stock)
{
    /// <summary>The offers that a search finds: what is asked for, and room for at least one VM.</summary>
    public IEnumerable<Offer> Search(Constraints constraints) =>
        Catalogue.Offers.Where(offer => constraints.Accepts(offer) && stock.Room(offer, constraints.ExtraGiB) > 0);

    /// <summary>
    /// One offer for each VM, cheapest first. Without a configuration it is the smallest that there is
    /// (docs/services/fluence-market.md: the system chooses if nothing is asked for).
    /// </summary>
    /// <exception cref="RefusedException">422: nothing is suitable, or not enough of it.</exception>
    public IReadOnlyList<Offer> Choose(Constraints constraints, long instances)
    {
        var suitable = Catalogue.Offers.Where(constraints.Accepts).ToList();
        if (suitable.Count == 0)
        {
            throw RefusedException.Unmet("No suitable offer found");
        }
        var available = suitable.Where(offer => stock.Room(offer, constraints.ExtraGiB) > 0).ToList();
        var smallest = available.Select(offer => offer.Configuration.Cpu).DefaultIfEmpty().Min();
        var chosen = available
            .Where(offer => offer.Configuration.Cpu == smallest)
            .OrderBy(offer => offer.Price)
            .SelectMany(offer => Enumerable.Repeat(offer, stock.Room(offer, constraints.ExtraGiB)))
            .Take((int)Math.Min(instances, int.MaxValue))
            .ToList();
        return chosen.Count == instances ? chosen : throw RefusedException.Unmet("Not enough offers found");
    }
}
