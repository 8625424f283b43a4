using System.Globalization;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Journal;

/// <summary>
/// Places orders so that none is ever placed twice, although the service knows no idempotency key: every order is written down
/// before it is sent, is sent once, and is settled from the list of VMs where its response was lost.
/// </summary>
public sealed class OrderService
{
    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);
    private readonly IFluenceClient _client;
    private readonly Uri _endpoint;
    private readonly OrderJournal _journal;
    private readonly OrderEvidence _evidence;
    private readonly TimeProvider _time;
    private readonly Func<DateTimeOffset> _now;

    /// <summary>A service on a client.</summary>
    /// <param name="client">Places the orders and lists the VMs.</param>
    /// <param name="endpoint">The service's address, as the journal shall remember it.</param>
    /// <param name="journal">Where orders are written down.</param>
    /// <param name="clock">The time by which orders age, where an emulator was moved on in time; null for this machine's.</param>
    public OrderService(IFluenceClient client, Uri endpoint, OrderJournal journal, Func<DateTimeOffset>? clock = null)
        : this(client, endpoint, journal, TimeProvider.System, clock)
    {
    }

    internal OrderService(IFluenceClient client, Uri endpoint, OrderJournal journal, TimeProvider time, Func<DateTimeOffset>? clock = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        _journal = journal ?? throw new ArgumentNullException(nameof(journal));
        _evidence = new OrderEvidence(journal);
        _time = time;
        _now = clock ?? time.GetUtcNow;
    }

    /// <summary>How long an order whose response was lost is looked for in the list before it is called unknown.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Is told of an order whose response was lost and whose VMs are not in the list yet, once, before the looking goes on.</summary>
    public Action<Order>? ResponseLost { get; init; }

    /// <summary>What the same order under the same key has created already. Nothing is ordered.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The order as <see cref="OrderState.Created"/>; null where it wasn't placed yet, or certainly nothing came of it.</returns>
    /// <exception cref="OrderUnknownException">It is unknown whether VMs were created.</exception>
    /// <exception cref="OrderConflictException">The key belongs to another order, or another command is placing this one.</exception>
    public async Task<Order?> FindAsync(VmOrder order, string key, CancellationToken cancellationToken)
    {
        VmRules.Check(order);
        using var mine = _journal.Lock(key ?? throw new ArgumentNullException(nameof(key)));
        return await FindCreatedAsync(order, key, cancellationToken);
    }

    /// <summary>Places an order, or adopts what the same order under the same key has created already.</summary>
    /// <param name="order">What to order.</param>
    /// <param name="key">Its key; null for a new one.</param>
    /// <param name="cancellationToken">
    /// Ends the call at once. An order that was sent stays written down as unknown then, to be settled later.
    /// </param>
    /// <returns>The order as <see cref="OrderState.Created"/>. It may have fewer ids than were ordered.</returns>
    /// <exception cref="OrderUnknownException">It is unknown whether VMs were created.</exception>
    /// <exception cref="OrderConflictException">The key belongs to another order, or another command is placing this one.</exception>
    /// <exception cref="FluenceApiException">The service refused it; nothing was created.</exception>
    /// <exception cref="CloudConnectionException">No connection opened; nothing was created.</exception>
    /// <exception cref="ArgumentException">A rule of the service is broken; nothing was sent.</exception>
    public async Task<Order> PlaceAsync(VmOrder order, string? key, CancellationToken cancellationToken)
    {
        VmRules.Check(order);
        key ??= NewKey(order);
        using var mine = _journal.Lock(key);
        if (await FindCreatedAsync(order, key, cancellationToken) is { } created)
        {
            return created;
        }
        var known = await ListNamesakesAsync(order.Name, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var entry = JournalEntry.Intend(key, _endpoint, order, [.. known.Select(vm => vm.Id)], _now());
        _journal.Write(entry);
        return await SendAsync(entry, order, cancellationToken);
    }

    /// <summary>Settles an order whose response was lost, from the list of VMs; another comes back as it is.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The order, still <see cref="OrderState.Unknown"/> where the list doesn't prove anything yet.</returns>
    /// <exception cref="ArgumentException">The journal has no such order, or it was placed at another service.</exception>
    /// <exception cref="OrderConflictException">Another command is placing it.</exception>
    public async Task<Order> ResolveAsync(string key, CancellationToken cancellationToken)
    {
        using var mine = _journal.Lock(key ?? throw new ArgumentNullException(nameof(key)));
        var entry = _journal.Find(key) ?? throw Fault.Argument(nameof(Messages.OrderNotFound), key);
        if (entry.State != OrderState.Unknown)
        {
            return entry.ToOrder();
        }
        if (entry.Endpoint != _endpoint)
        {
            throw Fault.Argument(nameof(Messages.OrderElsewhere), key, entry.Endpoint);
        }
        return (await JudgeAsync(entry, cancellationToken)).ToOrder();
    }

    private async Task<Order?> FindCreatedAsync(VmOrder order, string key, CancellationToken cancellationToken)
    {
        if (_journal.Find(key) is not { } earlier)
        {
            return null;
        }
        if (!earlier.IsFor(_endpoint, order))
        {
            throw new OrderConflictException(key, Text.Of(nameof(Messages.OrderKeyTaken), key, earlier.Count, earlier.Name, earlier.Endpoint));
        }
        if (earlier.State == OrderState.Unknown)
        {
            earlier = await JudgeAsync(earlier, cancellationToken);
        }
        return earlier.State switch
        {
            OrderState.Unknown => throw new OrderUnknownException(earlier.ToOrder()),
            OrderState.Created => earlier.ToOrder(),
            _ => null,
        };
    }

    private async Task<Order> SendAsync(JournalEntry entry, VmOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var ids = await _client.CreateVmsAsync(order, cancellationToken);
            return Settle(entry, OrderState.Created, ids, ids.Count < order.Count ? Text.Of(nameof(Messages.OrderMetInPart), ids.Count, order.Count) : null);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            Settle(entry, OrderState.NotCreated, [], exception.Message);
            throw;
        }
        catch (LeftBehindException exception) when (exception.VmIds.Count > 0)
        {
            return Settle(entry, OrderState.Created, exception.VmIds, exception.Message);
        }
        catch (LeftBehindException exception)
        {
            Settle(entry, OrderState.NotCreated, [], exception.Message);
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return await AwaitEvidenceAsync(entry, exception, cancellationToken);
        }
    }

    // What certainly created nothing: it was refused, or never left.
    private static bool IsRefusal(Exception exception) => exception
        is FluenceApiException { Status: >= 400 and < 500 }
        or CloudConnectionException { MayHaveArrived: false }
        or NotSupportedException
        or ArgumentException;

    private async Task<Order> AwaitEvidenceAsync(JournalEntry entry, Exception lost, CancellationToken cancellationToken)
    {
        var until = _time.GetUtcNow() + Grace;
        for (var delay = InitialDelay; ; delay = delay + delay < MaxDelay ? delay + delay : MaxDelay)
        {
            try
            {
                entry = await JudgeAsync(entry, cancellationToken);
            }
            catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
            {
                // The service that lost the response may not be well enough yet to list the VMs either.
                entry = entry with { Message = Text.Of(nameof(Messages.OrderListFailed), exception.Message.TrimEnd('.')) };
            }
            if (entry.State == OrderState.Created)
            {
                return entry.ToOrder();
            }
            if (_time.GetUtcNow() >= until)
            {
                throw new OrderUnknownException(Settle(entry, OrderState.Unknown, [], Text.Of(nameof(Messages.OrderLost), lost.Message.TrimEnd('.'), entry.Message)), lost);
            }
            if (delay == InitialDelay)
            {
                ResponseLost?.Invoke(entry.ToOrder());
            }
            await _time.Delay(delay, cancellationToken);
        }
    }

    private async Task<JournalEntry> JudgeAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var vms = await ListNamesakesAsync(entry.Name, cancellationToken);
        var judged = _evidence.Judge(entry, vms, _now());
        if (judged.State != entry.State || judged.Message != entry.Message)
        {
            _journal.Write(judged);
        }
        return judged;
    }

    private Order Settle(JournalEntry entry, OrderState state, IReadOnlyList<string> vmIds, string? message)
    {
        var settled = entry.Settle(state, vmIds, message, _now());
        _journal.Write(settled);
        return settled.ToOrder();
    }

    private async Task<List<Vm>> ListNamesakesAsync(string name, CancellationToken cancellationToken)
    {
        var vms = new List<Vm>();
        await _client.ListVmsAsync(
            new VmFilter { Names = [name] },
            vm =>
            {
                if (vm.Name == name)
                {
                    vms.Add(vm);
                }
            },
            cancellationToken);
        return vms;
    }

    private string NewKey(VmOrder order) =>
        $"{order.Name}-{_now().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N").Substring(0, 6)}";
}
