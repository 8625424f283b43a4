using System.Text;
using System.Text.Json;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Http;

/// <summary>Turns a response that is not a success into an exception.</summary>
internal static class ErrorResponse
{
    private const int LongestBody = 64 * 1024;
    private const int LongestText = 2000;
    private const int LongestExcerpt = 200;

    public static async Task<ServiceException> ReadAsync(
        HttpResponseMessage response, ResponseStream body, Func<string, string> redact, TimeProvider time)
    {
        var request = response.RequestMessage!;
        var status = (int)response.StatusCode;
        var start = status < 400 ? [] : await ReadStartAsync(body);
        var (text, code, isOwn) = status < 400
            ? (DescribeRedirect(request.RequestUri!, response.Headers.Location), null, true)
            : ReadText(start);
        var shown = Line(text, isOwn ? LongestText : LongestExcerpt);
        var path = RequestContext.PathOf(request);
        return new ServiceException(status, shown, request.Method.Method, path)
        {
            Code = Line(code, LongestExcerpt),
            RetryAfter = RetryDelay.Of(response, time),
            Body = redact(Encoding.UTF8.GetString(start)),
            IsServicesOwn = isOwn && status >= 400,
        };

        // Redacted before it is shortened: half a key is too much of it.
        string? Line(string? words, int most) =>
            words is null ? null : Printable.Line(redact(words), most) is { Length: > 0 } line ? line : null;
    }

    private static string DescribeRedirect(Uri request, Uri? location)
    {
        var target = location is null ? Messages.RedirectUnnamed : new Uri(request, location).Authority;
        return Text.Of(nameof(Messages.Redirected), target);
    }

    private static async Task<byte[]> ReadStartAsync(ResponseStream body)
    {
        var buffer = new byte[LongestBody];
        var length = 0;
        try
        {
            int read;
            while (length < buffer.Length
                && (read = await body.ReadAsync(buffer, length, buffer.Length - length, CancellationToken.None)) > 0)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is CloudConnectionException or TimeoutException or InvalidDataException)
        {
            // The status alone is worth more to the caller than the news that its explanation was cut short.
        }
        return [.. buffer.Take(length)];
    }

    private static (string? Text, string? Code, bool IsOwn) ReadText(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && TextOf(root, "error") is { } own)
            {
                return (own, TextOf(root, "code"), true);
            }
            if (root.ValueKind == JsonValueKind.Object && TextOf(root, "message") is { } text)
            {
                return (text, TextOf(root, "code"), false);
            }
        }
        catch (JsonException)
        {
            // Gateways in front of the service answer in HTML or plain text; that is quoted below.
        }
        return (Encoding.UTF8.GetString(body), null, false);
    }

    private static string? TextOf(JsonElement response, string name) =>
        !response.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object => TextOf(value, "message"),
            _ => null,
        };
}
