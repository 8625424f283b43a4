using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>Reads a request's JSON; whatever isn't as documented is a <see cref="RefusedException"/>. Null counts as left out.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The body, which must be a JSON object.</summary>
    public static JsonElement Object(EmulatorRequest request)
    {
        var type = request.Header("Content-Type")?.Split(';')[0].Trim();
        if (!string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(415, "Expected request with `Content-Type: application/json`");
        }
        try
        {
            using var document = JsonDocument.Parse(request.Body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw RefusedException.BadRequest("The request body must be a JSON object");
        }
        catch (JsonException)
        {
            throw RefusedException.BadRequest("The request body is not valid JSON");
        }
    }

    /// <summary>A member; null if it is left out.</summary>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>An object; null if it is left out.</summary>
    /// <param name="parent">Where it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="members">All that it can have; none to leave that open.</param>
    public static JsonElement? ObjectMember(JsonElement parent, string name, params string[] members)
    {
        var member = Typed(parent, name, JsonValueKind.Object, "an object");
        if (member is { } given && members.Length > 0)
        {
            AllowOnly(given, members);
        }
        return member;
    }

    /// <summary>Refuses an object with a member that isn't known: a misspelled one must not count for nothing.</summary>
    public static void AllowOnly(JsonElement parent, params string[] members)
    {
        foreach (var member in parent.EnumerateObject().Where(member => !members.Contains(member.Name)))
        {
            throw RefusedException.BadRequest($"unknown field `{member.Name}`, expected one of `{string.Join("`, `", members)}`");
        }
    }

    public static string? Text(JsonElement parent, string name) => AsText(Typed(parent, name, JsonValueKind.String, "a string"), name);

    public static string RequiredText(JsonElement parent, string name) => Text(parent, name) ?? throw Missing(name);

    public static long? Integer(JsonElement parent, string name)
    {
        if (Typed(parent, name, JsonValueKind.Number, "an integer") is not { } member)
        {
            return null;
        }
        return member.TryGetInt64(out var number) ? number : throw Wrong(name, "an integer");
    }

    public static long RequiredInteger(JsonElement parent, string name) => Integer(parent, name) ?? throw Missing(name);

    /// <summary>A list of objects; null if it is left out.</summary>
    public static IReadOnlyList<JsonElement>? Objects(JsonElement parent, string name) =>
        Items(parent, name, JsonValueKind.Object, "an array of objects");

    /// <summary>A list of strings; null if it is left out.</summary>
    public static IReadOnlyList<string>? Texts(JsonElement parent, string name) =>
        Items(parent, name, JsonValueKind.String, "an array of strings")?.Select(item => AsText(item, name)!).ToList();

    public static RefusedException Missing(string name) => RefusedException.BadRequest($"missing field `{name}`");

    private static List<JsonElement>? Items(JsonElement parent, string name, JsonValueKind kind, string what)
    {
        if (Typed(parent, name, JsonValueKind.Array, what) is not { } list)
        {
            return null;
        }
        var items = list.EnumerateArray().ToList();
        return items.TrueForAll(item => item.ValueKind == kind) ? items : throw Wrong(name, what);
    }

    private static JsonElement? Typed(JsonElement parent, string name, JsonValueKind kind, string what) =>
        Member(parent, name) is not { } member ? null : member.ValueKind == kind ? member : throw Wrong(name, what);

    private static string? AsText(JsonElement? member, string name)
    {
        try
        {
            return member?.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, but no text.
            throw Wrong(name, "text");
        }
    }

    private static RefusedException Wrong(string name, string what) =>
        RefusedException.BadRequest($"invalid field `{name}`: expected {what}");
}
