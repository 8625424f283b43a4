using System.Text.Json;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Everything that the published contract lets the service refuse with has words of ours.</summary>
public class RefusalWordsTests
{
    // Their status says what to do (AdviceOn.. in Messages.resx), and the service's text what is wrong.
    private static readonly string[] SayEnough =
    [
        "bad_request", "unauthorized", "forbidden", "not_found", "conflict", "not_acceptable", "payload_too_large", "unprocessable_entity",
        "rate_limited", "internal_server_error", "service_unavailable",
        // Waited for.
        "request_in_progress",
        // A fault of the service's own, and a request that only its operators can send.
        "idempotency_encoding_failed", "default_image_cannot_delete",
    ];

    private static JsonElement Schemas()
    {
        Skip.If(OpenApiFile.Find() is null, OpenApiFile.WhyAbsent);
        return JsonDocument.Parse(File.ReadAllText(OpenApiFile.Find()!)).RootElement.GetProperty("components").GetProperty("schemas");
    }

    private static IEnumerable<string> Enum(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Select(each => each.GetString()!);

    [SkippableFact]
    public void Every_code_has_words_or_says_enough()
    {
        var codes = Enum(Schemas().GetProperty("ErrorCode")).Concat(Enum(Schemas().GetProperty("PublicErrorCode"))).Distinct();

        Assert.Equal(SayEnough.Order(), codes.Where(code => CodeWords.Of(code) is null).Order());
    }

    [SkippableTheory]
    [InlineData("PublicViolation")]
    [InlineData("DraftProvisionViolation")]
    public void Every_type_of_violation_has_words(string schema)
    {
        foreach (var form in Schemas().GetProperty(schema).GetProperty("oneOf").EnumerateArray())
        {
            var type = Enum(form.GetProperty("properties").GetProperty("type")).Single();
            var violation = new ViolationWire { Type = type, Violation = new ViolationWire { Type = "missingBootDisk" } };
            Assert.False(string.IsNullOrEmpty(Violations.Describe(violation)), type);
        }
    }

    [SkippableFact]
    public void Every_reason_why_a_part_of_a_draft_cannot_be_used_has_words()
    {
        foreach (var reason in Enum(Schemas().GetProperty("DraftDependencyReason")))
        {
            var violation = new ViolationWire { Type = "dependency", Kind = "vpc", Id = "x", Reason = new ReasonWire(reason) };
            var text = Violations.Describe(violation);
            Assert.Matches("^The VPC x can't be used: [a-z].*[A-Za-z]\\.$", text);
            Assert.DoesNotContain($": {reason}", text, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void Every_kind_of_part_has_a_name()
    {
        foreach (var kind in Enum(Schemas().GetProperty("DraftDependencyKind")).Concat(Enum(Schemas().GetProperty("UnpricedResourceKind"))))
        {
            Assert.Matches(
                "The (disk|public address|subnet|VPC|security group|SSH key|private address|size) can't",
                Violations.Describe(new ViolationWire { Type = "dependency", Kind = kind }));
        }
    }

    [SkippableFact]
    public void Every_reason_why_a_disk_cannot_be_attached_has_words()
    {
        foreach (var form in Schemas().GetProperty("DiskNotAttachableReason").GetProperty("oneOf").EnumerateArray())
        {
            var reason = Enum(form.GetProperty("properties").GetProperty("type")).Single();
            var violation = new ViolationWire { Type = "disk", Reason = new ReasonWire(reason, "failed", 1) };
            Assert.DoesNotContain(reason, Violations.Describe(violation), StringComparison.Ordinal);
        }
    }
}
