using System.Globalization;
using System.Text;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Faults;

/// <summary>What strikes one request.</summary>
internal readonly struct FaultStrike(TimeSpan delay, EmulatorFault? ending, int turn)
{
    private static readonly byte[] NotJson = Encoding.UTF8.GetBytes("<html><body><h1>502 Bad Gateway</h1></body></html>");

    /// <summary>How long the request is held up.</summary>
    public TimeSpan Delay => delay;

    /// <summary>What happens instead of the request; null where it goes on.</summary>
    /// <exception cref="ConnectionLostException">The connection is lost.</exception>
    public EmulatorResponse? Before() => ending?.Kind switch
    {
        EmulatorFaultKind.DropBefore => throw new ConnectionLostException(),
        EmulatorFaultKind.Status => JsonResponse.Error(ending.StatusCode, "A planted fault answered instead of the service."),
        EmulatorFaultKind.Throttle => Throttled(ending.RetryAfter),
        _ => null,
    };

    /// <summary>What becomes of the response.</summary>
    /// <exception cref="ConnectionLostException">The connection is lost.</exception>
    public EmulatorResponse After(EmulatorResponse response) => ending?.Kind switch
    {
        EmulatorFaultKind.DropAfter => throw new ConnectionLostException(),
        EmulatorFaultKind.Garbage => new EmulatorResponse
        {
            Status = response.Status,
            ContentType = response.ContentType,
            Headers = response.Headers,
            Body = turn % 2 == 1 && response.Body.Length > 1 ? response.Body.Slice(0, response.Body.Length / 2) : NotJson,
        },
        _ => response,
    };

    private static EmulatorResponse Throttled(TimeSpan retryAfter)
    {
        var refusal = JsonResponse.Error(429, "Too many requests");
        return new EmulatorResponse
        {
            Status = refusal.Status,
            Body = refusal.Body,
            Headers = new Dictionary<string, string>
            {
                ["Retry-After"] = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            },
        };
    }
}
