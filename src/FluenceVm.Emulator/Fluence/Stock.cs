namespace FluenceVm.Emulator.Fluence;

/// <summary>What is left of the catalogue's offers. Nothing of it is ever negative, and what VMs hold comes back when they go.</summary>
internal sealed class Stock
{
    private readonly Dictionary<string, (int Vms, long StorageGiB)> _left =
        Catalogue.Offers.ToDictionary(offer => offer.Key, offer => (offer.Capacity, offer.ExtraStorageGiB), StringComparer.Ordinal);

    /// <summary>How many times the usual amount there is.</summary>
    public int Factor { get; private set; } = 1;

    /// <summary>Lets there be more: so many times the usual amount, and not less than before.</summary>
    public void Grow(int factor)
    {
        foreach (var offer in Catalogue.Offers)
        {
            var (vms, storage) = _left[offer.Key];
            _left[offer.Key] = (vms + (offer.Capacity * (factor - Factor)), storage + (offer.ExtraStorageGiB * (factor - Factor)));
        }
        Factor = factor;
    }

    public int VmsLeft(Offer offer) => _left[offer.Key].Vms;

    public long StorageLeft(Offer offer) => _left[offer.Key].StorageGiB;

    /// <summary>How many VMs with that much additional storage an offer can still take.</summary>
    public int Room(Offer offer, long extraGiB)
    {
        var (vms, storage) = _left[offer.Key];
        return extraGiB == 0 ? vms : (int)Math.Min(vms, storage / extraGiB);
    }

    /// <summary>What is left on each server of an offer; the first ones fill up first.</summary>
    public IEnumerable<int> PerServer(Offer offer)
    {
        var taken = Math.Max(0, offer.Capacity - VmsLeft(offer));
        foreach (var server in offer.Servers)
        {
            var here = Math.Min(taken, server);
            taken -= here;
            yield return server - here;
        }
    }

    public void Take(Offer offer, long extraGiB)
    {
        var (vms, storage) = _left[offer.Key];
        if (vms < 1 || storage < extraGiB)
        {
            throw new InvalidOperationException("There is nothing left of the offer.");
        }
        _left[offer.Key] = (vms - 1, storage - extraGiB);
    }

    public void GiveBack(Offer offer, long extraGiB)
    {
        var (vms, storage) = _left[offer.Key];
        _left[offer.Key] = (vms + 1, storage + extraGiB);
    }
}
