using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>Changes as a JSON array.</summary>
internal static class ChangeJson
{
    public static byte[] Write(IReadOnlyList<Change> changes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var change in changes)
            {
                Write(json, change);
            }
            json.WriteEndArray();
        }
        return stream.ToArray();
    }

    /// <exception cref="JsonException">It isn't JSON.</exception>
    /// <exception cref="InvalidOperationException">It isn't an array of changes.</exception>
    public static IReadOnlyList<Change> Read(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static void Write(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteNumber("number", change.Number);
        json.WriteString("at", change.At);
        if (change.Request is { } request)
        {
            json.WriteString("method", request.Method);
            json.WriteString("path", request.Path);
            Write(json, "query", request.Query, (value) => WriteTexts(json, value));
            Write(json, "headers", request.Headers, json.WriteStringValue);
            json.WriteBase64String("body", request.Body.Span);
            if (request.CutAfter is { } parts)
            {
                json.WriteNumber("cutAfter", parts);
            }
            if (request.FailsLater)
            {
                json.WriteBoolean("failsLater", true);
            }
        }
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, T> values, Action<T> write)
    {
        json.WriteStartObject(name);
        foreach (var each in values)
        {
            json.WritePropertyName(each.Key);
            write(each.Value);
        }
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static Change Read(JsonElement json) => new(
        json.GetProperty("number").GetInt64(),
        json.GetProperty("at").GetDateTimeOffset(),
        json.TryGetProperty("method", out var method) ? ReadRequest(json, method.GetString()!) : null);

    private static EmulatorRequest ReadRequest(JsonElement json, string method)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in json.GetProperty("headers").EnumerateObject())
        {
            headers[header.Name] = header.Value.GetString()!;
        }
        return new EmulatorRequest
        {
            Method = method,
            Path = json.GetProperty("path").GetString()!,
            Query = json.GetProperty("query").EnumerateObject().ToDictionary(each => each.Name, each => ReadTexts(each.Value)),
            Headers = headers,
            Body = json.GetProperty("body").GetBytesFromBase64(),
            CutAfter = json.TryGetProperty("cutAfter", out var parts) ? parts.GetInt32() : null,
            FailsLater = json.TryGetProperty("failsLater", out _),
        };
    }

    private static IReadOnlyList<string> ReadTexts(JsonElement json) => [.. json.EnumerateArray().Select(text => text.GetString()!)];
}
