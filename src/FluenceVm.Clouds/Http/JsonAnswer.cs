using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>Reads the JSON of an answer, and says in one sentence what is wrong with it where it can't.</summary>
internal static class JsonAnswer
{
    /// <summary>Streams the objects of an array; each is there before the next has arrived.</summary>
    public static async IAsyncEnumerable<T?> ReadListAsync<T>(
        this Answer answer, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = JsonSerializer.DeserializeAsyncEnumerable(answer.Body, type, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            bool more;
            try
            {
                more = await items.MoveNextAsync();
            }
            catch (Exception exception) when (exception is JsonException or InvalidDataException)
            {
                throw Unreadable(answer, '[', exception);
            }
            if (!more)
            {
                break;
            }
            answer.Body.Progress();
            yield return items.Current;
        }
        if (answer.Body.FirstByte != (byte)'[')
        {
            throw Unreadable(answer, '[', null);
        }
    }

    /// <summary>Reads a whole answer that is an object.</summary>
    public static Task<T> ReadObjectAsync<T>(this Answer answer, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        answer.ReadAsync(type, '{', cancellationToken);

    /// <summary>Reads a whole answer that is a short array.</summary>
    public static Task<T[]> ReadArrayAsync<T>(this Answer answer, JsonTypeInfo<T[]> type, CancellationToken cancellationToken) =>
        answer.ReadAsync(type, '[', cancellationToken);

    private static async Task<T> ReadAsync<T>(this Answer answer, JsonTypeInfo<T> type, char start, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(answer.Body, type, cancellationToken) ?? throw Unreadable(answer, start, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw Unreadable(answer, start, exception);
        }
    }

    internal static InvalidAnswerException Unreadable(Answer answer, char start, Exception? exception)
    {
        var expected = start == '[' ? Messages.JsonArray : Messages.JsonObject;
        var what = (char?)answer.Body.FirstByte switch
        {
            _ when exception is InvalidDataException => exception.Message,
            null => Text.Of(nameof(Messages.AnswerEmpty), expected),
            '<' => Text.Of(nameof(Messages.AnswerHtml), expected),
            var first when first == start && WasCut(answer, exception) => Messages.AnswerCut,
            var first when first == start => $"{exception?.Message}",
            'n' => Text.Of(nameof(Messages.AnswerNull), expected),
            '{' => Text.Of(nameof(Messages.AnswerObject), expected),
            '[' => Text.Of(nameof(Messages.AnswerArray), expected),
            _ => Text.Of(nameof(Messages.AnswerOther), expected),
        };
        return new InvalidAnswerException(what, answer.Method, answer.Path, exception);
    }

    // The reader gives its reason in words only.
    private static bool WasCut(Answer answer, Exception? exception) => answer.Body.Ended && exception?.GetBaseException() is JsonException json
        && (json.Message.IndexOf("reached end of data", StringComparison.Ordinal) >= 0 || json.Message.IndexOf("end of the JSON payload", StringComparison.Ordinal) >= 0);
}
