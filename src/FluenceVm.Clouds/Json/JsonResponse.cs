using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Http;

/// <summary>Reads the JSON of an answer, and says in one sentence what is wrong with it where it can't.</summary>
internal static class JsonAnswer
{
    private const int LongestReason = 300;

    /// <summary>Streams the objects of an array; each is there before the next has arrived.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="type">How an object is read.</param>
    /// <param name="isShort">Whether the caller keeps them all, so that the array may be no larger than one object of others.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<T?> ReadListAsync<T>(
        this Answer answer, JsonTypeInfo<T> type, bool isShort, [EnumeratorCancellation] CancellationToken cancellationToken)
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
            if (!isShort)
            {
                answer.Body.Progress();
            }
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
            // Redacted before it is shortened: half a key is too much of it.
            var first when first == start => Printable.Line(answer.Redact($"{exception?.Message}"), LongestReason),
            'n' => Text.Of(nameof(Messages.AnswerNull), expected),
            '{' => Text.Of(nameof(Messages.AnswerObject), expected),
            '[' => Text.Of(nameof(Messages.AnswerArray), expected),
            _ => Text.Of(nameof(Messages.AnswerOther), expected),
        };
        // Without the reader's exception, whose words are the service's where it names a property.
        return new InvalidAnswerException(what, answer.Method, answer.Path);
    }

    // The reader gives its reason in words only.
    private static bool WasCut(Answer answer, Exception? exception) => answer.Body.Ended && exception?.GetBaseException() is JsonException json
        && (json.Message.IndexOf("reached end of data", StringComparison.Ordinal) >= 0 || json.Message.IndexOf("end of the JSON payload", StringComparison.Ordinal) >= 0);
}
