using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>A request is refused: status, code, and what exactly is wrong with it.</summary>
internal sealed class CloudRefusal : Exception
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The machine-readable code.</param>
    /// <param name="text">The text for people.</param>
    public CloudRefusal(int status, string code, string text) : base(text) => (Status, Code) = (status, code);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The machine-readable code.</summary>
    public string Code { get; }

    /// <summary>What is wrong, one by one, as the VM routes write it.</summary>
    public IReadOnlyList<JsonObject> Violations { get; init; } = [];

    /// <summary>How many seconds the caller is asked to wait; null for no advice.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The code that a status has if nothing more specific is known.</summary>
    public static string CodeOf(int status, bool isKeyed) => status switch
    {
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not_found",
        409 => isKeyed ? "request_in_progress" : "conflict",
        410 => "idempotent_resource_gone",
        422 => "unprocessable_entity",
        429 => "rate_limited",
        503 => "service_unavailable",
        >= 500 => "internal_server_error",
        _ => "bad_request",
    };

    public static CloudRefusal BadRequest(string text) => new(400, "bad_request", text);

    /// <summary>A field of the body, of the path or of the query is wrong.</summary>
    public static CloudRefusal Field(string field, string reason) =>
        new(400, "bad_request", $"invalid `{field}`: {reason}") { Violations = [Violation.Field(field, reason)] };

    /// <summary>What the request names isn't there, or belongs to somebody else.</summary>
    public static CloudRefusal NotFound(string what, Guid id) => new(404, "not_found", $"{what} not found: {id}");

    /// <summary>The thing is in a state that doesn't allow it.</summary>
    public static CloudRefusal Conflict(string text, string code = "conflict") => new(409, code, text);

    /// <summary>The account can't pay for it.</summary>
    public static CloudRefusal Unpaid(string code, string text) =>
        new(CloudGuesses.MoneyStatus, code, text) { Violations = [Violation.Account(code)] };
}
