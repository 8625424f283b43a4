using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Which VMs of one name are whose, if several orders of that name are open: a VM that only one of them can own is that one's, and
/// an order that has all its VMs owns no other. What fits two orders after that is given to none; if there are more VMs than
/// orders explain, nothing is given to anybody.
/// </summary>
internal sealed class MarketShares
{
    private readonly Dictionary<MarketClaim, List<Vm>> _shares;
    private readonly List<Vm> _left;

    /// <summary>Shares VMs out.</summary>
    /// <param name="claims">Open orders of one name.</param>
    /// <param name="vms">VMs that no order has.</param>
    public MarketShares(IReadOnlyList<MarketClaim> claims, IEnumerable<Vm> vms)
    {
        _shares = claims.ToDictionary(claim => claim, _ => new List<Vm>());
        Vm[] named = [.. vms.Where(vm => claims.Any(claim => claim.Names(vm)))];
        _left = [.. named];
        while (_left.Find(vm => OwnersOf(vm).Take(2).Count() == 1) is { } sure)
        {
            _shares[OwnersOf(sure).First()].Add(sure);
            _left.Remove(sure);
        }
        if (_left.Exists(vm => !OwnersOf(vm).Any()))
        {
            _shares = claims.ToDictionary(claim => claim, _ => new List<Vm>());
            _left = [.. named];
        }
    }

    /// <summary>What is certainly an order's.</summary>
    public IReadOnlyList<Vm> Of(MarketClaim claim) => _shares[claim];

    /// <summary>What may be an order's, or another's.</summary>
    public IReadOnlyList<Vm> MaybeOf(MarketClaim claim) => [.. _left.Where(claim.Names)];

    private IEnumerable<MarketClaim> OwnersOf(Vm vm) =>
        _shares.Where(share => share.Value.Count < share.Key.Count && share.Key.Names(vm)).Select(share => share.Key);
}
