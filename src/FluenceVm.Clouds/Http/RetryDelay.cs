namespace FluenceVm.Clouds.Http;

/// <summary>How long a service asks to wait (RFC 9110, 10.2.3: seconds or a date).</summary>
internal static class RetryDelay
{
    /// <summary>A service that asks for more is not waited for: its response becomes the caller's error, with the delay in it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static TimeSpan? Of(HttpResponseMessage? response, TimeProvider time)
    {
        var header = response?.Headers.RetryAfter;
        var delay = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
