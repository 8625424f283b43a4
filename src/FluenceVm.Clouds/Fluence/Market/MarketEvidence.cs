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
    /// <summary>After this time, a request whose response was lost isn't under way any more, and the list shows what it did.</summary>
    public static readonly TimeSpan CertainAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private readonly MarketRecord _record = MarketRecord.Read(order.Plan)
        ?? throw new ArgumentException("The order has no plan.", nameof(order));

    private readonly DateTimeOffset _sentAt = order.Step(OrderSteps.Create).SentAt ?? order.CreatedAt;

    /// <summary>What the list proves.</summary>
    /// <param name="vms">Every VM of the account.</param>
    public OperationStep Judge(IReadOnlyList<Vm> vms)
    {
        var candidates = Candidates(vms);
        var named = candidates.Where(vm => vm.Name == _record.Name).Select(vm => vm.Id).ToArray();
        var renamed = candidates.Where(vm => vm.Name != _record.Name).Select(vm => vm.Id).ToArray();
        // Every one that may be the order's is named, because it is billed.
        var found = Join([.. named, .. renamed]);
        var rivals = named.Length == 0 ? [] : Rivals();
        if (rivals.Length > 0)
        {
            return Undecided(nameof(Messages.OrderAmbiguous), found, Join(rivals));
        }
        if (named.Length > _record.Count)
        {
            return Undecided(nameof(Messages.OrderTooMany), named.Length, found);
        }
        if (named.Length == _record.Count)
        {
            return Done(named);
        }
        return renamed.Length > 0 ? Undecided(nameof(Messages.OrderRenamed), found, order.Key) : JudgeMissing(named);
    }

    private OperationStep JudgeMissing(string[] named)
    {
        var certainAt = _sentAt + CertainAfter;
        if (now < certainAt)
        {
            return named.Length == 0
                ? Undecided(nameof(Messages.OrderNoneSoFar), certainAt.UtcDateTime)
                : Undecided(nameof(Messages.OrderSomeSoFar), named.Length, _record.Count, Join(named));
        }
        return named.Length > 0 ? Done(named) : Step(StepOutcome.Refused, [], Messages.OrderSettledNone);
    }

    private Vm[] Candidates(IReadOnlyList<Vm> vms)
    {
        var taken = all.Where(other => other.Id != order.Id).SelectMany(other => other.Ids).Concat(_record.KnownIds);
        var taboo = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var mayBe = vms.Where(vm => !taboo.Contains(vm.Id) && IsOfItsTime(vm) && _record.Matches(vm));
        return [.. mayBe.OrderBy(vm => vm.Id, StringComparer.Ordinal)];
    }

    private bool IsOfItsTime(Vm vm) => vm.CreatedAt is not { } created || created >= _sentAt - ClockSkew;

    // Orders in the same words whose own response isn't there yet, and whose VMs may be the ones that are found: all but those whose
    // VMs were there before this order was sent.
    private string[] Rivals() => [.. all.Where(IsRival).Select(other => other.Key)];

    private bool IsRival(Operation other) => other is { Kind: OperationKind.Order, IsOpen: true } && other.Id != order.Id
        && other.Steps.Any(step => step.Name == OrderSteps.Create)
        && MarketRecord.Read(other.Plan) is { } record
        && record.Name == _record.Name
        && record.MayBeTakenFor(_record)
        && other.Step(OrderSteps.Create).SentAt + CertainAfter + ClockSkew >= _sentAt;

    private OperationStep Done(string[] ids) => Step(StepOutcome.Done, ids, Messages.OrderSettled);

    private OperationStep Undecided(string message, params object[] values) =>
        Step(StepOutcome.Unknown, [], Text.Of(message, values));

    private OperationStep Step(StepOutcome outcome, string[] ids, string detail) =>
        order.Step(OrderSteps.Create) with { Outcome = outcome, Ids = ids, Detail = detail };

    private static string Join(string[] ids) => string.Join(", ", ids);
}
