using System.Diagnostics;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Faults;
using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator.Hosting;

/// <summary>What every way into the emulator leads to: one lock, the clock, the faults, the clouds, the store and the log.</summary>
internal sealed class EmulatorCore(
    EmulatorClock clock,
    TimeProvider realTime,
    EmulatedClouds clouds,
    IStateStore store,
    FaultPlan faults,
    RequestLog log)
{
    /// <summary>Operations that change nothing although they aren't asked for with <c>GET</c>.</summary>
    private static readonly string[] Reads = ["Estimate", "ListOffers"];

    private readonly object _gate = new();
    private readonly LateRequests _late = new();

    /// <summary>Completes once the latest change is kept that was made under the lock since this was set.</summary>
    private Task _kept = Task.CompletedTask;

    /// <summary>Answers a request. What it changed has been kept before it is answered.</summary>
    /// <exception cref="ConnectionLostException">A planted fault cuts the connection.</exception>
    public async Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken cancellationToken)
    {
        var operation = clouds.Find(request)?.Operation;
        var at = clock.GetUtcNow();
        var watch = Stopwatch.StartNew();
        int? status = null;
        try
        {
            var response = operation is null
                ? JsonResponse.Error(404, "Not found")
                : await AnswerAsync(operation, request, cancellationToken);
            status = response.Status;
            return response;
        }
        finally
        {
            log.Add(new EmulatorLogEntry(at, request.Method, request.Path, status, watch.Elapsed, operation));
        }
    }

    /// <summary>Moves the clock, lets everything happen that falls due, and keeps what came of it.</summary>
    public void Step(TimeSpan by)
    {
        Task kept;
        lock (_gate)
        {
            clock.Step(by);
            kept = Keep(clouds.Step(Now()));
        }
        kept.GetAwaiter().GetResult();
    }

    /// <summary>The state as of now.</summary>
    public JsonNode Snapshot()
    {
        lock (_gate)
        {
            var now = Now();
            clouds.AdvanceTo(now);
            return clouds.Save(now);
        }
    }

    /// <summary>Plants a fault.</summary>
    /// <param name="fault">The fault, checked.</param>
    /// <param name="copy">Makes a copy of the clouds from a state.</param>
    public void Plant(EmulatorFault fault, Func<JsonNode, EmulatedClouds> copy)
    {
        lock (_gate)
        {
            var replica = fault.Kind == EmulatorFaultKind.Lag ? new LaggingReplica(copy(Snapshot()), clock.GetUtcNow(), fault) : null;
            faults.Set(fault, replica);
        }
    }

    private async Task<EmulatorResponse> AnswerAsync(string operation, EmulatorRequest request, CancellationToken cancellationToken)
    {
        var changes = request.Method != "GET" && !Reads.Contains(operation);
        var strike = faults.Roll(operation, isRead: !changes);
        await WaitAsync(strike.DelayBefore, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (strike.Before((status, text) => clouds.Refuse(request, status, text)) is { } instead)
        {
            return instead;
        }
        if (strike.CutAfter is not null || strike.FailsLater)
        {
            request = request with { CutAfter = strike.CutAfter, FailsLater = strike.FailsLater };
        }
        EmulatorResponse? response;
        try
        {
            response = await CarryOutAsync(strike, request, changes);
        }
        catch (Exception error) when (error is not ConnectionLostException)
        {
            return JsonResponse.Failed(error);
        }
        await WaitAsync(strike.DelayAfter, cancellationToken);
        return strike.After(response, (status, text) => clouds.Refuse(request, status, text));
    }

    /// <summary>Carries a request out, and returns once everything that it changed is kept; null if it was cut.</summary>
    private async Task<EmulatorResponse?> CarryOutAsync(FaultStrike strike, EmulatorRequest request, bool changes)
    {
        EmulatorResponse? response;
        Task kept;
        lock (_gate)
        {
            _kept = Task.CompletedTask;
            var now = Now();
            response = strike.ArrivesIn is { } lateness ? Postpone(request, now + lateness, changes)
                : changes ? Change(request, now, strike.Times)
                : strike.Replica?.Answer(request, now) ?? clouds.Read(request, now);
            kept = _kept;
        }
        await kept;
        return response;
    }

    private EmulatorResponse Postpone(EmulatorRequest request, DateTimeOffset arrivesAt, bool changes)
    {
        if (changes)
        {
            _late.Add(request, arrivesAt);
        }
        throw new ConnectionLostException();
    }

    private EmulatorResponse? Change(EmulatorRequest request, DateTimeOffset at, int times = 1)
    {
        EmulatorResponse? response = null;
        for (var time = 0; time < times; time++)
        {
            response = clouds.Change(request, at, out var change);
            if (change is not null)
            {
                _kept = Keep(change);
            }
        }
        return response;
    }

    private Task Keep(Change change)
    {
        faults.Hear(change);
        return store.AddAsync(change);
    }

    /// <summary>The time, once the requests that come late by then have been carried out.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        while (_late.TryTake(now, out var at, out var request))
        {
            Change(request, at);
        }
        return now;
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero)
        {
            await realTime.Delay(delay, cancellationToken);
        }
    }
}
