using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// Judges, from the list of VMs, what became of an order whose response was lost. It never guesses: a VM that may be this order's
/// under another name keeps the order from being called not created, and what fits two orders is nobody's.
/// </summary>
/// <param name="order">The order.</param>
/// <param name="all">Every operation of the account, read after the list.</param>
/// <param name="now">The time before the list was asked for.</param>
internal sealed class MarketEvidence(Operation order, IReadOnlyList<Operation> all, DateTimeOffset now)
{
    private readonly MarketClaim _mine = MarketClaim.Of(order, all)
        ?? throw new ArgumentException("The order has no plan.", nameof(order));

    private readonly MarketClaim[] _others = [.. all
        .Where(other => other.IsOpen && other.Id != order.Id)
        .Select(other => MarketClaim.Of(other, all))
        .OfType<MarketClaim>()];

    /// <summary>What the list proves.</summary>
    /// <param name="vms">Every VM of the account.</param>
    public OperationStep Judge(IReadOnlyList<Vm> vms)
    {
        var free = Free(vms);
        var shares = new MarketShares([.. _others.Where(other => other.Name == _mine.Name), _mine], free);
        var (mine, maybe, renamed) = (Ids(shares.Of(_mine)), Ids(shares.MaybeOf(_mine)), Ids(free.Where(IsRenamed)));
        // Every one that may be the order's is named, because it is billed.
        var found = string.Join(", ", mine.Concat(maybe).Concat(renamed));
        return mine.Length < _mine.Count && maybe.Length > 0 ? Undecided(free.Where(_mine.Names).ToArray(), found)
            : mine.Length == _mine.Count ? Done(mine)
            : renamed.Length > 0 ? Undecided(nameof(Messages.OrderRenamed), found, order.Key)
            : JudgeMissing(mine);
    }

    private OperationStep JudgeMissing(string[] mine)
    {
        if (now < _mine.CertainAt)
        {
            return mine.Length == 0
                ? Undecided(nameof(Messages.OrderNoneSoFar), _mine.CertainAt.UtcDateTime)
                : Undecided(nameof(Messages.OrderSomeSoFar), mine.Length, _mine.Count, string.Join(", ", mine));
        }
        return mine.Length > 0 ? Done(mine) : Step(StepOutcome.Refused, [], Messages.OrderSettledNone);
    }

    private Vm[] Free(IReadOnlyList<Vm> vms)
    {
        var taken = new HashSet<string>(
            all.Where(other => other.Id != order.Id).SelectMany(other => other.Ids),
            StringComparer.OrdinalIgnoreCase);
        return [.. vms.Where(vm => !taken.Contains(vm.Id)).OrderBy(vm => vm.Id, StringComparer.Ordinal)];
    }

    // One that bears the name of another open order that it may be of is that one's.
    private bool IsRenamed(Vm vm) => _mine.MayOwn(vm) && !_mine.Names(vm) && !_others.Any(other => other.Names(vm));

    private OperationStep Undecided(Vm[] named, string found)
    {
        var rivals = string.Join(", ", _others.Where(other => named.Any(other.Names)).Select(other => other.Key));
        return rivals.Length > 0
            ? Undecided(nameof(Messages.OrderAmbiguous), found, rivals)
            : Undecided(nameof(Messages.OrderTooMany), named.Length, found);
    }

    private OperationStep Done(string[] ids) => Step(StepOutcome.Done, ids, Messages.OrderSettled);

    private OperationStep Undecided(string message, params object[] values) =>
        Step(StepOutcome.Unknown, [], Text.Of(message, values));

    private OperationStep Step(StepOutcome outcome, string[] ids, string detail) =>
        order.Step(OrderSteps.Create) with { Outcome = outcome, Ids = ids, Detail = detail };

    private static string[] Ids(IEnumerable<Vm> vms) => [.. vms.Select(vm => vm.Id)];
}
