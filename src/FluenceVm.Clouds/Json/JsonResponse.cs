using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Json;

/// <summary>Reads the JSON of a response, and says in one sentence what is wrong with it if it can't.</summary>
internal static class JsonResponse
{
    private const int LongestReason = 300;

    /// <summary>Reads a whole response that is an object.</summary>
    public static Task<T> ReadObjectAsync<T>(this Response response, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        response.ReadAsync(type, '{', cancellationToken);

    /// <summary>Reads a whole response that is a short array.</summary>
    public static Task<T[]> ReadArrayAsync<T>(this Response response, JsonTypeInfo<T[]> type, CancellationToken cancellationToken) =>
        response.ReadAsync(type, '[', cancellationToken);

    private static async Task<T> ReadAsync<T>(this Response response, JsonTypeInfo<T> type, char start, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(response.Body, type, cancellationToken) ?? throw Unreadable(response, start, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw Unreadable(response, start, exception);
        }
    }

    internal static InvalidResponseException Unreadable(Response response, char start, Exception? exception)
    {
        var expected = start == '[' ? Messages.JsonArray : Messages.JsonObject;
        var what = (char?)response.Body.FirstByte switch
        {
            _ when exception is InvalidDataException => exception.Message,
            null => Text.Of(nameof(Messages.ResponseEmpty), expected),
            '<' => Text.Of(nameof(Messages.ResponseHtml), expected),
            var first when first == start && WasCut(response, exception) => Messages.ResponseCut,
            // Redacted before it is shortened: half a key is too much of it.
            var first when first == start => Printable.Line(response.Redact($"{exception?.Message}"), LongestReason),
            'n' => Text.Of(nameof(Messages.ResponseNull), expected),
            '{' => Text.Of(nameof(Messages.ResponseObject), expected),
            '[' => Text.Of(nameof(Messages.ResponseArray), expected),
            _ => Text.Of(nameof(Messages.ResponseOther), expected),
        };
        // Without the reader's exception, whose words are the service's where it names a property.
        return new InvalidResponseException(what, response.Method, response.Path);
    }

    // The reader gives its reason in words only.
    private static bool WasCut(Response response, Exception? exception) =>
        response.Body.Ended && exception?.GetBaseException() is JsonException json
            && (json.Message.IndexOf("reached end of data", StringComparison.Ordinal) >= 0
                || json.Message.IndexOf("end of the JSON payload", StringComparison.Ordinal) >= 0);
}
