using System.Diagnostics;
using FluenceVm.Emulator.Faults;

namespace FluenceVm.Emulator.Hosting;

/// <summary>What every way into the emulator leads to: one lock, the clock, the faults, the services and the log.</summary>
internal sealed class EmulatorCore(EmulatorClock clock, TimeProvider realTime, IReadOnlyList<IEmulatedService> services, FaultPlan faults, RequestLog log)
{
    private readonly object _gate = new();

    /// <summary>Answers a request.</summary>
    /// <exception cref="ConnectionLostException">A planted fault cuts the connection.</exception>
    public async Task<EmulatorResponse> HandleAsync(EmulatorRequest request, CancellationToken cancellationToken)
    {
        var service = services.FirstOrDefault(each => each.OperationOf(request) is not null);
        var operation = service?.OperationOf(request);
        var at = clock.GetUtcNow();
        var watch = Stopwatch.StartNew();
        int? status = null;
        try
        {
            var response = service is null
                ? JsonAnswer.Error(404, "Not found")
                : await AnswerAsync(service, operation!, request, cancellationToken).ConfigureAwait(false);
            status = response.Status;
            return response;
        }
        finally
        {
            log.Add(new EmulatorLogEntry(at, request.Method, request.Path, status, watch.Elapsed, operation));
        }
    }

    /// <summary>Moves the clock and lets everything happen that falls due.</summary>
    public void Step(TimeSpan by)
    {
        lock (_gate)
        {
            clock.Step(by);
            AdvanceTo(clock.GetUtcNow());
        }
    }

    /// <summary>Runs something while nothing else touches the state, which is up to date.</summary>
    public T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            AdvanceTo(clock.GetUtcNow());
            return read();
        }
    }

    private async Task<EmulatorResponse> AnswerAsync(IEmulatedService service, string operation, EmulatorRequest request, CancellationToken cancellationToken)
    {
        var planted = faults.Roll(operation);
        if (planted.Delay > TimeSpan.Zero)
        {
            await realTime.Delay(planted.Delay, cancellationToken).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (planted.Before() is { } instead)
        {
            return instead;
        }
        EmulatorResponse response;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            AdvanceTo(now);
            response = service.Answer(request, now);
        }
        return planted.After(response);
    }

    private void AdvanceTo(DateTimeOffset now)
    {
        foreach (var service in services)
        {
            service.AdvanceTo(now);
        }
    }
}
