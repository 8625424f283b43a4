using System.Text.Json;

namespace FluenceVm.Interop.Tests;

/// <summary>What prism has against an exchange although nothing is wrong with it, each with its reason.</summary>
internal static class KnownViolations
{
    private static readonly (string Reason, Func<JsonElement, Exchange, bool> Is)[] All =
    [
        ("a status that an operation doesn't list is a warning: 404 and others are in the file's text only", (violation, _) =>
            violation.GetProperty("severity").GetString() != "Error"),
        ("a planted fault answered instead of the service", (violation, exchange) =>
            Where(violation) == "response" && exchange.Text?.Contains("A planted fault answered", StringComparison.Ordinal) != false),
        ("the first look, by which the client tells generations apart, goes without a key on purpose", (violation, exchange) =>
            Where(violation) == "request"
            && exchange is { Method: "GET", Uri.AbsolutePath: "/v3/vpcs" }
            && exchange.Headers.All(header => header.Name != "X-API-KEY")),
    ];

    /// <summary>Why it isn't one; null if it is.</summary>
    public static string? WhyNone(JsonElement violation, Exchange exchange) =>
        All.FirstOrDefault(known => known.Is(violation, exchange)).Reason;

    private static string? Where(JsonElement violation) => violation.GetProperty("location")[0].GetString();
}
