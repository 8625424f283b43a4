using FluenceVm.Emulator;

namespace FluenceVm.Clouds.Tests.Fluence.Removals;

/// <summary>Stops a removal at one of its requests, and plants what else may go wrong.</summary>
internal sealed class RemovalFaults : DelegatingHandler
{
    private static readonly int[] Gateways = [408, 499, 500, 502, 503, 504];
    private static readonly EmulatorFaultKind[] Kinds =
    [
        EmulatorFaultKind.Status,
        EmulatorFaultKind.StatusAfter,
        EmulatorFaultKind.DropBefore,
        EmulatorFaultKind.DropAfter,
        EmulatorFaultKind.Garbage,
        EmulatorFaultKind.Half,
        EmulatorFaultKind.Throttle,
    ];

    private CancellationTokenSource? _stop;
    private int _requestsLeft;

    public RemovalFaults Around(HttpMessageHandler handler)
    {
        InnerHandler = handler;
        return this;
    }

    /// <summary>Stops after so many requests.</summary>
    public void StopAfter(int requests, CancellationTokenSource stop)
    {
        _requestsLeft = requests;
        _stop = stop;
    }

    /// <summary>Lets everything through again.</summary>
    public void Clear() => _stop = null;

    public static EmulatorFault Any(Random random, params string[] operations)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var cuts = kind is EmulatorFaultKind.StatusAfter or EmulatorFaultKind.DropAfter && random.Next(2) == 0;
        return new EmulatorFault
        {
            Operation = operations[random.Next(operations.Length)],
            Kind = kind,
            Count = random.Next(1, 20),
            Probability = random.Next(1, 5) / 4.0,
            StatusCode = Gateways[random.Next(Gateways.Length)],
            Body = EmulatorFaultBody.Html,
            CutAfter = cuts ? random.Next(1, 4) : null,
            Seed = random.Next(),
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_stop is { } stop && Interlocked.Decrement(ref _requestsLeft) < 0)
        {
            await stop.CancelAsync();
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
