using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>An order of unknown outcome, and which VMs may have come of it, whatever they are called.</summary>
internal sealed class MarketClaim
{
    /// <summary>After this time, a request whose response was lost isn't under way any more, and the list shows what it did.</summary>
    public static readonly TimeSpan CertainAfter = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private readonly MarketRecord _record;
    private readonly HashSet<string> _before;
    private readonly HashSet<string>? _afterwards;
    private readonly DateTimeOffset _sentAt;

    private MarketClaim(Operation order, MarketRecord record, IReadOnlyList<Operation> all)
    {
        (Key, _record) = (order.Key, record);
        _sentAt = order.Step(OrderSteps.Create).SentAt ?? order.CreatedAt;
        _before = SetOf(record.KnownIds);
        _afterwards = FirstAfter(CertainAt + ClockSkew, all) is { } ids ? SetOf(ids) : null;
    }

    /// <summary>The order's key.</summary>
    public string Key { get; }

    /// <summary>The name of the ordered VMs.</summary>
    public string Name => _record.Name;

    /// <summary>How many VMs were ordered.</summary>
    public int Count => _record.Count;

    /// <summary>From when on nothing more can come of the order.</summary>
    public DateTimeOffset CertainAt => _sentAt + CertainAfter;

    /// <summary>An order's claim; null if it isn't an order of the marketplace that was planned.</summary>
    /// <param name="order">The order.</param>
    /// <param name="all">Every operation of the account: what each wrote down of the list tells when a VM wasn't there yet.</param>
    public static MarketClaim? Of(Operation order, IReadOnlyList<Operation> all) =>
        RecordOf(order) is { } record ? new MarketClaim(order, record, all) : null;

    /// <summary>
    /// Whether a VM may be the order's: it is what was ordered, it wasn't there before, and it was there once the request couldn't be
    /// under way any more. This compares no clock with the service's, which may be wrong.
    /// </summary>
    public bool MayOwn(Vm vm) => !_before.Contains(vm.Id) && _afterwards?.Contains(vm.Id) is not false && _record.Matches(vm);

    /// <summary>Whether a VM that may be the order's also bears its name and isn't older: that is proof.</summary>
    public bool Names(Vm vm) => vm.Name == Name && !(vm.CreatedAt < _sentAt - ClockSkew) && MayOwn(vm);

    private static MarketRecord? RecordOf(Operation order) =>
        order.Kind == OperationKind.Order && order.Steps.Any(step => step.Name == OrderSteps.Create) ? MarketRecord.Read(order.Plan) : null;

    // The first list after a time: what isn't in it, isn't in an earlier one either.
    private static IReadOnlyList<string>? FirstAfter(DateTimeOffset time, IReadOnlyList<Operation> all) => all
        .Where(other => other.Steps.Any(step => step.SentAt >= time))
        .OrderBy(other => other.Steps.Min(step => step.SentAt))
        .Select(RecordOf)
        .FirstOrDefault(record => record?.KnownAt >= time)?.KnownIds;

    private static HashSet<string> SetOf(IReadOnlyList<string> ids) => new(ids, StringComparer.OrdinalIgnoreCase);
}
