using System.Diagnostics;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Faults;
using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator.Hosting;

/// <summary>What every way into the emulator leads to: one lock, the clock, the faults, the services, the store and the log.</summary>
internal sealed class EmulatorCore(
    EmulatorClock clock,
    TimeProvider realTime,
    IReadOnlyList<NamedService> services,
    IStateStore store,
    FaultPlan faults,
    RequestLog log)
{
    /// <summary>Operations that change nothing although they aren't asked for with <c>GET</c>.</summary>
    private static readonly string[] Reads = ["Estimate", "ListOffers"];

    private readonly object _gate = new();

    /// <summary>Answers a request. What it changed has been kept before it is answered.</summary>
    /// <exception cref="ConnectionLostException">A planted fault cuts the connection.</exception>
    public async Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken cancellationToken)
    {
        var (service, operation) = Find(request);
        var at = clock.GetUtcNow();
        var watch = Stopwatch.StartNew();
        int? status = null;
        try
        {
            var response = service is null
                ? JsonResponse.Error(404, "Not found")
                : await AnswerAsync(service, operation!, request, cancellationToken).ConfigureAwait(false);
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
        lock (_gate)
        {
            clock.Step(by);
            AdvanceTo(clock.GetUtcNow());
        }
        store.Keep(Snapshot);
    }

    /// <summary>The state as of now.</summary>
    public JsonNode Snapshot()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            AdvanceTo(now);
            return EmulatorState.Save(now, services);
        }
    }

    private (IEmulatedService? Service, string? Operation) Find(EmulatorRequest request)
    {
        foreach (var (_, service) in services)
        {
            if (service.OperationOf(request) is { } operation)
            {
                return (service, operation);
            }
        }
        return (null, null);
    }

    private async Task<EmulatorResponse> AnswerAsync(IEmulatedService service, string operation, EmulatorRequest request, CancellationToken cancellationToken)
    {
        var strike = faults.Roll(operation);
        if (strike.Delay > TimeSpan.Zero)
        {
            await realTime.Delay(strike.Delay, cancellationToken).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (strike.Before() is { } instead)
        {
            return instead;
        }
        EmulatorResponse response;
        try
        {
            lock (_gate)
            {
                var now = clock.GetUtcNow();
                AdvanceTo(now);
                response = service.Answer(request, now);
            }
            if (request.Method != "GET" && response.Status < 400 && !Reads.Contains(operation))
            {
                await store.KeepAsync(Snapshot).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // A server says so when it has failed, whatever it was.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return JsonResponse.Error(500, $"The emulator has failed: {error.Message}");
        }
        return strike.After(response);
    }

    private void AdvanceTo(DateTimeOffset now)
    {
        foreach (var (_, service) in services)
        {
            service.AdvanceTo(now);
        }
    }
}
