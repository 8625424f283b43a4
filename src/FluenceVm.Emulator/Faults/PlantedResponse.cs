using System.Globalization;
using System.Text;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Faults;

/// <summary>The responses of faults.</summary>
internal static class PlantedResponse
{
    private const int TooManyRequests = 429;
    private const string Html = "text/html";

    /// <summary>The status of a fault, with the body and the headers that it asks for.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="refuse">Refuses the request as its service does, with a status and a text.</param>
    public static EmulatorResponse Of(EmulatorFault fault, Func<int, string, EmulatorResponse> refuse)
    {
        var throttles = fault.Kind == EmulatorFaultKind.Throttle;
        var status = throttles ? TooManyRequests : fault.StatusCode;
        return new EmulatorResponse
        {
            Status = status,
            ContentType = fault.Body == EmulatorFaultBody.Html ? Html : "application/json",
            Body = fault.Body switch
            {
                EmulatorFaultBody.Html => Page(status),
                EmulatorFaultBody.Json => Encoding.UTF8.GetBytes("""{"message":"The upstream didn't respond."}"""),
                EmulatorFaultBody.Empty => default,
                _ => refuse(status, throttles ? "Too many requests" : "A planted fault answered instead of the service.").Body,
            },
            Headers = (fault.RetryAfter ?? (throttles ? TimeSpan.FromSeconds(1) : null)) is { } wait
                ? RetryAfter(wait)
                : EmulatorResponse.NoHeaders,
        };
    }

    /// <summary>A response whose body is half of what it should be, or no JSON at all, in turns.</summary>
    public static EmulatorResponse Garbage(EmulatorResponse response, int turn) =>
        response with { Body = turn % 2 == 1 && response.Body.Length > 1 ? response.Body.Slice(0, response.Body.Length / 2) : Page(502) };

    private static byte[] Page(int status) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"<html><body><h1>{status}</h1><p>gateway</p></body></html>"));

    private static Dictionary<string, string> RetryAfter(TimeSpan wait) =>
        new() { ["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) };
}
