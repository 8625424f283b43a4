using System.Globalization;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Orders;

/// <summary>
/// Places and settles orders by the journal, so that none is ever placed twice. How an order is marked and found again is the
/// generation's own business.
/// </summary>
public sealed class OrderDesk
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private readonly IFluenceClient _client;
    private readonly OperationJournal _journal;
    private readonly TimeProvider _time;

    /// <summary>A desk on a client.</summary>
    /// <param name="client">Places the orders, and reads what became of them.</param>
    /// <param name="journal">The journal of the client's account.</param>
    public OrderDesk(IFluenceClient client, OperationJournal journal)
        : this(client, journal, TimeProvider.System)
    {
    }

    internal OrderDesk(IFluenceClient client, OperationJournal journal, TimeProvider time)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _time = time;
    }

    /// <summary>How long an order whose response was lost is looked for before it is called unknown.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Is told of an order whose response was lost, once, before the looking goes on.</summary>
    public Action<Order>? ResponseLost { get; init; }

    /// <summary>A key for an order whose user gave none.</summary>
    /// <param name="order">The order.</param>
    public string NewKey(VmOrder order)
    {
        var now = _journal.Time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return $"{(order ?? throw new ArgumentNullException(nameof(order))).Name}-{now}-{Guid.NewGuid().ToString("N").Substring(0, 6)}";
    }

    /// <summary>What the same order under the same key has come to; null if nothing. Reads the journal alone.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="OrderConflictException">The key belongs to another order.</exception>
    public Operation? FindEarlier(VmOrder order, string key) =>
        _journal.FindEarlier(OperationKind.Order, key, (order ?? throw new ArgumentNullException(nameof(order))).Asked);

    /// <summary>Places an order, or goes on with it at the first step that wasn't carried out.</summary>
    /// <param name="order">What to order.</param>
    /// <param name="plan">What it resolved to; null to go on with the plan in the journal.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends it: what was sent is still settled within a fixed time, the rest isn't begun.</param>
    /// <exception cref="OrderConflictException">The key belongs to another order, or another command is placing it.</exception>
    public async Task<OrderResult> PlaceAsync(VmOrder order, OrderPlan? plan, string key, CancellationToken cancellationToken)
    {
        using var run = _journal.Begin(OperationKind.Order, key, order.Asked);
        try
        {
            await PlaceAsync(order, plan, run, cancellationToken);
        }
        catch (Exception failure)
        {
            return Result(run.Operation, failure);
        }
        return Result(run.Operation, null);
    }

    /// <summary>Settles an order whose response was lost, from what the service says now; another comes back as it is.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null if there is no such order.</returns>
    /// <exception cref="OrderConflictException">Another command is placing it.</exception>
    public async Task<Order?> SettleAsync(string key, CancellationToken cancellationToken)
    {
        using var run = _journal.Reopen(OperationKind.Order, key);
        if (run is { Operation.IsOpen: true })
        {
            await _client.SettleOrderAsync(run, cancellationToken);
        }
        return run is null ? null : OrderSteps.ToOrder(run.Operation);
    }

    /// <summary>Refuses what <see cref="DecideAsync"/> would refuse. Reads alone.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="vmIds">The VMs that came of it; null if the order is only to be looked at.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there is such an order.</returns>
    /// <exception cref="ArgumentException">A VM isn't there, is another order's, or contradicts what the user says.</exception>
    public async Task<bool> CheckAsync(string key, IReadOnlyCollection<string>? vmIds, CancellationToken cancellationToken)
    {
        if (_journal.Find(OperationKind.Order, key) is not { } order)
        {
            return false;
        }
        if (vmIds is not null)
        {
            new OrderDecision(order, _journal.All(), await ListIdsAsync(cancellationToken)).Check([.. vmIds]);
        }
        return true;
    }

    /// <summary>Settles an order as its user says, because nobody else can tell; also frees the key of one whose VMs are gone.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="vmIds">The VMs that came of it; empty if none did, or none is left.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null if there is no such order.</returns>
    /// <exception cref="ArgumentException">A VM isn't there, is another order's, or contradicts what the user says.</exception>
    public async Task<Order?> DecideAsync(string key, IReadOnlyCollection<string> vmIds, CancellationToken cancellationToken)
    {
        using var run = _journal.Reopen(OperationKind.Order, key);
        if (run is null)
        {
            return null;
        }
        var there = await ListIdsAsync(cancellationToken);
        await _journal.DecideAsync(
            all => new OrderDecision(run.Operation, all, there).WriteTo(run, [.. vmIds]), cancellationToken);
        return OrderSteps.ToOrder(run.Operation);
    }

    private async Task<HashSet<string>> ListIdsAsync(CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await _client.ListVmsAsync(VmFilter.All, vm => there.Add(vm.Id), cancellationToken);
        return there;
    }

    private async Task PlaceAsync(VmOrder order, OrderPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (run.Operation.IsOpen)
            {
                await _client.SettleOrderAsync(run, cancellationToken);
                ThrowIfStuck(run);
            }
            try
            {
                await _client.PlaceOrderAsync(order, plan, run, cancellationToken);
                return;
            }
            catch (Exception lost) when (run.Operation.IsOpen && Certainty.IsTrouble(lost))
            {
                await SearchAsync(run, lost, cancellationToken);
            }
        }
    }

    // The service that lost the response may not be well enough yet to show what it did either.
    private async Task SearchAsync(OperationRun run, Exception lost, CancellationToken cancellationToken)
    {
        var until = _time.GetUtcNow() + Grace;
        for (var pause = FirstPause; ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
        {
            try
            {
                await _client.SettleOrderAsync(run, cancellationToken);
            }
            catch (Exception failure) when (Certainty.IsTrouble(failure))
            {
                var open = run.Operation.Steps.First(step => step.IsOpen);
                run.Unknown(open.Name, Text.Of(nameof(Messages.OrderListFailed), failure.Message.TrimEnd('.')));
            }
            if (!run.Operation.IsOpen)
            {
                return;
            }
            if (_time.GetUtcNow() >= until)
            {
                ThrowIfOpen(run, lost);
            }
            if (pause == FirstPause)
            {
                ResponseLost?.Invoke(OrderSteps.ToOrder(run.Operation));
            }
            await _time.Delay(pause, cancellationToken);
        }
    }

    private static void ThrowIfStuck(OperationRun run)
    {
        if (OrderSteps.IsStuck(run.Operation))
        {
            ThrowIfOpen(run, null);
        }
    }

    private static void ThrowIfOpen(OperationRun run, Exception? lost)
    {
        if (run.Operation.IsOpen)
        {
            throw new OrderUnknownException(OrderSteps.ToOrder(run.Operation), lost);
        }
    }

    private static OrderResult Result(Operation operation, Exception? failure)
    {
        var order = OrderSteps.ToOrder(operation);
        var isPartial = failure is null or not (OrderUnknownException or OperationCanceledException)
            && order.VmIds.Count > 0 && order.VmIds.Count < order.Count;
        return new OrderResult(operation, order, isPartial ? new PartialOrderException(order, failure) : failure);
    }
}
