using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>Reads and writes the values of bodies and responses.</summary>
internal static class CloudJson
{
    private const int LongestName = 25;

    /// <summary>A name that the service accepts: at most 25 lowercase letters, digits and hyphens; null if it is left out.</summary>
    /// <exception cref="CloudRefusal">400: it isn't one.</exception>
    public static string? Name(JsonElement json)
    {
        if (Text(json, "name") is not { } name)
        {
            return null;
        }
        if (name.Length > LongestName || !Regex.IsMatch(name, @"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\z", RegexOptions.CultureInvariant))
        {
            throw CloudRefusal.Field("name", "expected 1 to 25 of a-z, 0-9 and hyphens, with no hyphen at either end");
        }
        return name;
    }

    public static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw CloudRefusal.Field(name, "expected a string");
        }
    }

    /// <summary>A text that must be one of these.</summary>
    public static string? Word(JsonElement json, string name, params string[] known)
    {
        var word = Text(json, name);
        if (word is not null && !known.Contains(word))
        {
            throw CloudRefusal.Field(name, $"expected {string.Join(" or ", known)}");
        }
        return word;
    }

    public static Guid? Id(JsonElement json, string name) => Text(json, name) is { } text ? ToId(text, name) : null;

    public static Guid ToId(string? text, string name) => CloudQuery.ParseId(text) ?? throw CloudRefusal.Field(name, "expected a UUID");

    /// <summary>A list of ids; null if it is left out.</summary>
    public static IReadOnlyList<Guid>? Ids(JsonElement json, string name) =>
        Items(json, name)?.Select(each => ToId(each.ValueKind == JsonValueKind.String ? each.GetString() : null, name)).ToList();

    public static IReadOnlyList<string>? Texts(JsonElement json, string name)
    {
        var items = Items(json, name);
        if (items?.Any(each => each.ValueKind != JsonValueKind.String) == true)
        {
            throw CloudRefusal.Field(name, "expected strings");
        }
        return items?.Select(each => each.GetString()!).ToList();
    }

    /// <summary>The elements of a list; null if it is left out.</summary>
    public static IReadOnlyList<JsonElement>? Items(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw CloudRefusal.Field(name, "expected an array");
        }
        return [.. list.EnumerateArray()];
    }

    public static bool? Flag(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw CloudRefusal.Field(name, "expected true or false"),
    };

    /// <summary>A whole number; null if it is left out.</summary>
    public static long? Number(JsonElement json, string name, long least = 0, long most = uint.MaxValue)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return null;
        }
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number < least || number > most)
        {
            throw CloudRefusal.Field(name, FormattableString.Invariant($"expected a whole number from {least} to {most}"));
        }
        return number;
    }

    /// <summary>What a value is; a required member is there, because the body's shape was checked.</summary>
    public static T Required<T>(T? value)
        where T : struct => value ?? throw CloudRefusal.BadRequest("invalid request");

    /// <summary>User data of 1 to 16,384 bytes of UTF-8.</summary>
    public static string? UserData(JsonElement json, string name)
    {
        if (Text(json, name) is not { } text)
        {
            return null;
        }
        return Encoding.UTF8.GetByteCount(text) switch
        {
            0 => throw CloudRefusal.Field(name, "empty"),
            > CloudGuesses.MostUserDataBytes => throw new CloudRefusal(400, "cloud_init_too_large", "User data have at most 16384 bytes")
            {
                Violations = [Violation.Field(name, "too large")],
            },
            _ => text,
        };
    }

    /// <summary>ISO 8601 in UTC.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>An amount of USD, without an exponent and without needless zeros.</summary>
    public static string Money(decimal amount) => amount.ToString("0.##################", CultureInfo.InvariantCulture);

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, Time(value));
        }
    }

    public static void WriteId(this Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } value)
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteIds(this Utf8JsonWriter json, string name, IEnumerable<Guid> ids) =>
        json.WriteTexts(name, ids.Select(id => id.ToString("D")));

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    /// <summary>Answers with one object.</summary>
    public static EmulatorResponse Object(Action<Utf8JsonWriter> members, int status = 200) => JsonResponse.Write(
        json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        },
        status);
}
