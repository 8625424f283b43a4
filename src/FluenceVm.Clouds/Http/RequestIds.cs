using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Http;

/// <summary>What a service, or the gateway in front of it, calls a request.</summary>
internal static class RequestIds
{
    private const int Longest = 100;

    // The commonest first; the service's documentation names none.
    private static readonly string[] Headers = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "CF-Ray"];

    /// <summary>The id; null if the response has none.</summary>
    public static string? Of(HttpResponseMessage response, Func<string, string> redact)
    {
        foreach (var name in Headers)
        {
            if (response.Headers.TryGetValues(name, out var values)
                && Printable.Line(redact(string.Join(" ", values)), Longest) is { Length: > 0 } id)
            {
                return id;
            }
        }
        return null;
    }
}
