using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Reads the bodies of generation <c>Cloud</c> strictly: nothing unknown, and null only where the schema has it.</summary>
internal static class CloudBody
{
    /// <summary>A request's body, with no other members than these; one that may be null ends in a question mark.</summary>
    /// <exception cref="RefusedException">400: it is no such object.</exception>
    public static JsonElement Read(EmulatorRequest request, params string[] members)
    {
        var body = RequestBody.Object(request);
        Check(body, members);
        return body;
    }

    /// <summary>Makes sure that an object has no other members than these.</summary>
    public static JsonElement Check(JsonElement json, params string[] members)
    {
        foreach (var member in json.EnumerateObject())
        {
            var mayBeNull = members.Contains(member.Name + "?");
            if (!mayBeNull && !members.Contains(member.Name))
            {
                throw RefusedException.BadRequest($"unknown field `{member.Name}`");
            }
            if (!mayBeNull && member.Value.ValueKind == JsonValueKind.Null)
            {
                throw RefusedException.BadRequest($"invalid field `{member.Name}`: null is not allowed");
            }
        }
        return json;
    }

    public static Guid RequiredId(JsonElement json, string name) => ToId(RequestBody.RequiredText(json, name), name);

    public static IReadOnlyList<Guid> RequiredIds(JsonElement json, string name) => Ids(json, name) ?? throw RequestBody.Missing(name);

    public static IReadOnlyList<Guid>? Ids(JsonElement json, string name)
    {
        var ids = RequestBody.Texts(json, name)?.Select(text => ToId(text, name)).ToList();
        return ids is null || ids.Distinct().Count() == ids.Count ? ids : throw RefusedException.BadRequest($"invalid field `{name}`: an id is there twice");
    }

    public static bool RequiredFlag(JsonElement json, string name) => RequestBody.Member(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        null => throw RequestBody.Missing(name),
        _ => throw RefusedException.BadRequest($"invalid field `{name}`: expected true or false"),
    };

    public static string RequiredWord(JsonElement json, string name, params string[] known)
    {
        var word = RequestBody.RequiredText(json, name);
        return known.Contains(word) ? word : throw RefusedException.BadRequest($"invalid field `{name}`: expected {string.Join(" or ", known)}");
    }

    public static string RequiredName(JsonElement json) => CheckedName(RequestBody.RequiredText(json, "name"));

    public static string CheckedName(string name) => name.Trim().Length is > 0 and <= 255
        ? name
        : throw RefusedException.BadRequest("invalid field `name`: expected 1 to 255 characters");

    public static Guid ToId(string text, string name) =>
        CloudQuery.ParseId(text) ?? throw RefusedException.BadRequest($"invalid field `{name}`: expected a UUID");
}
