using System.Text;
using System.Text.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>Turns an answer that is no success into the exception that a user sees.</summary>
internal static class ErrorAnswer
{
    private const int LongestBody = 64 * 1024;
    private const int LongestExcerpt = 200;

    public static async Task<FluenceApiException> ReadAsync(HttpResponseMessage response, AnswerStream body, Func<string, string> redact, TimeProvider time)
    {
        var request = response.RequestMessage!;
        var status = (int)response.StatusCode;
        var (text, code) = status < 400
            ? (DescribeRedirect(request.RequestUri!, response.Headers.Location), null)
            : ReadText(await ReadStartAsync(body));
        return new FluenceApiException(
            status,
            text is null ? null : redact(text),
            request.Method.Method,
            RequestContext.PathOf(request),
            code is null ? null : redact(code),
            RetryDelay.Of(response, time));
    }

    private static string DescribeRedirect(Uri request, Uri? location)
    {
        var target = location is null ? Messages.RedirectUnnamed : new Uri(request, location).Authority;
        return Text.Of(nameof(Messages.Redirected), target);
    }

    private static async Task<byte[]> ReadStartAsync(AnswerStream body)
    {
        var buffer = new byte[LongestBody];
        var length = 0;
        try
        {
            int read;
            while (length < buffer.Length && (read = await body.ReadAsync(buffer, length, buffer.Length - length, CancellationToken.None)) > 0)
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

    private static (string? Text, string? Code) ReadText(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && (TextOf(root, "error") ?? TextOf(root, "message")) is { } text)
            {
                return (text, TextOf(root, "code"));
            }
        }
        catch (JsonException)
        {
            // Gateways in front of the service answer in HTML or plain text; that is quoted below.
        }
        return (Excerpt(Encoding.UTF8.GetString(body)), null);
    }

    private static string? TextOf(JsonElement answer, string name) =>
        !answer.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object => TextOf(value, "message"),
            _ => null,
        };

    private static string? Excerpt(string text)
    {
        var words = new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)])
            .Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(" ", words);
        return line.Length == 0 ? null : line.Length <= LongestExcerpt ? line : line.Substring(0, LongestExcerpt) + "...";
    }
}
