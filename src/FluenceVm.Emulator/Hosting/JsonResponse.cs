using System.Text.Encodings.Web;
using System.Text.Json;

namespace FluenceVm.Emulator.Hosting;

/// <summary>Writes JSON responses.</summary>
internal static class JsonResponse
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A response whose body a writer fills.</summary>
    public static EmulatorResponse Write(Action<Utf8JsonWriter> body, int status = 200)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            body(json);
        }
        return new EmulatorResponse { Status = status, Body = stream.ToArray() };
    }

    /// <summary>Every refusal of the service has this body.</summary>
    public static EmulatorResponse Error(int status, string text) => Write(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("error", text);
            json.WriteEndObject();
        },
        status);

    /// <summary>What it comes to if something goes wrong that must not.</summary>
    public static EmulatorResponse Failed(Exception error) => Error(500, $"The emulator has failed: {error.Message}");

    /// <summary>A response without a body.</summary>
    public static EmulatorResponse Empty(int status) => new() { Status = status };

    /// <summary>An array, item by item.</summary>
    public static EmulatorResponse Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> item) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var each in items)
        {
            item(json, each);
        }
        json.WriteEndArray();
    });
}
