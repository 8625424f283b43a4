using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>
/// One attempt of a request, for a log. It holds neither bodies nor the query, and of the headers only the time and what the service
/// calls the request, without the key should that hold it.
/// </summary>
public sealed class RequestReport
{
    /// <summary>The request's method.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The request's path.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The response's status; null if none arrived.</summary>
    public int? Status { get; init; }

    /// <summary>Until the response's headers, or until the failure.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long until the next attempt; null if this was the last one.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why no response arrived, in a few words; null if one did.</summary>
    public string? Failure { get; init; }

    /// <summary>What the service calls the request, for its support to find it by; null if it doesn't say.</summary>
    public string? RequestId { get; init; }

    /// <summary>The time by the service's clock; null if it doesn't say.</summary>
    public DateTimeOffset? ServiceTime { get; init; }

    /// <summary>When the response's headers were there, by this machine's clock.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The report in one line, for example <c>GET /vms/v3: 200 in 84 ms, request 7f3c</c>.</summary>
    public override string ToString()
    {
        var outcome = Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Failure ?? Messages.ReportNoResponse;
        var retry = RetryAfter is { } delay ? Text.Of(nameof(Messages.ReportRetry), delay.TotalSeconds) : string.Empty;
        return FormattableString.Invariant($"{Method} {Path}: {outcome} in {Elapsed.TotalMilliseconds:0} ms{Id}{retry}");
    }

    private string Id => RequestId is null ? string.Empty : ", request " + RequestId;
}
