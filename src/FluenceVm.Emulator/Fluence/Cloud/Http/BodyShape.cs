using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>
/// What the body of a route looks like. Unknown members are refused, and so is null except where it means something:
/// omitted, null and empty are three different things.
/// </summary>
internal sealed class BodyShape
{
    private readonly string[] _members;

    private BodyShape(string[] members) => _members = members;

    /// <summary>Whether the body may be a JSON value of any kind, which the route judges by itself.</summary>
    private bool IsAny { get; init; }

    /// <summary>Whether the body may be left out; it then counts as an empty object.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>Whether an empty object is refused, as in a PATCH.</summary>
    public bool IsPatch { get; init; }

    /// <summary>Any JSON value.</summary>
    public static BodyShape Any { get; } = new([]) { IsAny = true };

    /// <summary>An object with these members; <c>name!</c> is required, and <c>name?</c> may be null.</summary>
    public static BodyShape Of(params string[] members) => new(members);

    /// <summary>Some of these members, but not none.</summary>
    public static BodyShape Patch(params string[] members) => new(members) { IsPatch = true };

    /// <summary>An object with these members, or no body at all.</summary>
    public static BodyShape Optional(params string[] members) => new(members) { MayBeMissing = true };

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names => _members.Select(each => each.TrimEnd('!', '?'));

    /// <summary>The names of the members that may not be left out.</summary>
    public IEnumerable<string> Required => _members.Where(each => each[each.Length - 1] == '!').Select(each => each.TrimEnd('!'));

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="CloudRefusal">400 or 413: it isn't what it should be.</exception>
    public JsonElement Read(EmulatorRequest request)
    {
        if (request.Body.Length > CloudGuesses.MostBodyBytes)
        {
            throw new CloudRefusal(413, "bad_request", "The body is too large")
            {
                Violations = [Violation.Field("$", "payload_too_large")],
            };
        }
        var body = request.Body.IsEmpty && MayBeMissing ? Parse("{}"u8.ToArray()) : Parse(request.Body);
        if (!IsAny)
        {
            Check(body);
        }
        return body;
    }

    /// <summary>Makes sure that a value is an object of this shape.</summary>
    /// <exception cref="CloudRefusal">400: it isn't.</exception>
    public JsonElement Check(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw CloudRefusal.Field("$", "expected an object");
        }
        foreach (var member in json.EnumerateObject())
        {
            CheckMember(member);
        }
        foreach (var required in Required)
        {
            if (!json.TryGetProperty(required, out _))
            {
                throw CloudRefusal.Field(required, "missing");
            }
        }
        if (IsPatch && !json.EnumerateObject().Any())
        {
            throw CloudRefusal.Field("$", "empty_patch");
        }
        return json;
    }

    private void CheckMember(JsonProperty member)
    {
        if (_members.Contains(member.Name + "?"))
        {
            return;
        }
        if (!_members.Contains(member.Name) && !_members.Contains(member.Name + "!"))
        {
            throw CloudRefusal.Field(member.Name, "unknown field");
        }
        if (member.Value.ValueKind == JsonValueKind.Null)
        {
            throw CloudRefusal.Field(member.Name, "null is not allowed");
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            RequireText(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw CloudRefusal.Field("$", "not valid JSON");
        }
    }

    /// <summary>Half of a surrogate pair is JSON, but no text; reading it fails.</summary>
    private static void RequireText(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    RequireText(item);
                }
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    RequireText(member.Value);
                }
                break;
        }
    }
}
