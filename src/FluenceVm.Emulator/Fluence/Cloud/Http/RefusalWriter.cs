using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Writes refusals in the two forms that the service has: one for the VM routes proper, one for all others.</summary>
internal static class RefusalWriter
{
    private static readonly string[] VmConflicts = ["request_in_progress", "idempotency_conflict", "vm_not_live", "vm_not_draft"];

    /// <summary>Answers with a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="isOfVms">Whether the route is one of the VM routes proper.</param>
    public static EmulatorResponse Answer(CloudRefusal refusal, bool isOfVms)
    {
        // Credentials and rates are refused alike everywhere.
        var inVmForm = isOfVms && refusal.Status is not (401 or 403 or 429);
        var response = JsonResponse.Write(json => Write(json, refusal, inVmForm), refusal.Status);
        return new EmulatorResponse { Status = response.Status, Body = response.Body, Headers = Headers(refusal) };
    }

    private static void Write(Utf8JsonWriter json, CloudRefusal refusal, bool inVmForm)
    {
        json.WriteStartObject();
        json.WriteString("code", inVmForm ? VmCode(refusal) : CommonCode(refusal));
        json.WriteString("error", refusal.Message);
        var violations = inVmForm ? refusal.Violations : Plain(refusal.Violations);
        if (violations.Count > 0)
        {
            json.WriteStartArray("violations");
            foreach (var violation in violations)
            {
                violation.WriteTo(json);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static string VmCode(CloudRefusal refusal) => refusal.Status switch
    {
        400 => "bad_request",
        404 => "not_found",
        409 => VmConflicts.Contains(refusal.Code) ? refusal.Code : "conflict",
        410 => "idempotent_resource_gone",
        413 => "payload_too_large",
        422 => "admission_refused",
        _ => "service_unavailable",
    };

    // The one code that only the VM routes have.
    private static string CommonCode(CloudRefusal refusal) => refusal.Code == "vm_not_live" ? "conflict" : refusal.Code;

    /// <summary>The common form knows only fields.</summary>
    private static IReadOnlyList<JsonObject> Plain(IReadOnlyList<JsonObject> violations) =>
    [
        .. from each in violations
           where (string?)each["type"] == "field"
           select new JsonObject { ["field"] = (string?)each["field"], ["reason"] = (string?)each["reason"] },
    ];

    private static Dictionary<string, string> Headers(CloudRefusal refusal) => refusal.RetryAfter is { } seconds
        ? new() { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) }
        : [];
}
