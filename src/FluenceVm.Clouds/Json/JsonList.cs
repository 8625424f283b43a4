using System.Runtime.CompilerServices;
using System.Text.Json;
using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Json;

/// <summary>Streams the objects of a list: each is there before the next has arrived.</summary>
/// <param name="response">The response.</param>
/// <param name="property">The property of the response that is the list; null if the response itself is.</param>
/// <param name="items">How an object is read.</param>
/// <param name="isShort">Whether callers keep them all, so that the list may be no larger than one object of others.</param>
internal sealed class JsonList<T>(Response response, string? property, IItemReader<T> items, bool isShort)
    where T : class
{
    private const int FirstBuffer = 64 * 1024;
    private const int Large = 1024 * 1024;
    private readonly char _opening = property is null ? '[' : '{';
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private int _enough;
    private long _count;
    private bool _final;
    private JsonReaderState _state;
    private Place _place = Place.Start;

    private enum Place
    {
        Start,
        Before,
        Inside,
        After,
    }

    private string ItemPath => property is null ? $"$[{_count}]" : $"$.{property}[{_count}]";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the whole response.</summary>
    /// <exception cref="InvalidResponseException">It is something else.</exception>
    public async IAsyncEnumerable<T?> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!_final)
        {
            try
            {
                await FillAsync(cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                throw Unreadable(exception);
            }
            while (TryNext(out var item))
            {
                if (!isShort)
                {
                    response.Body.Progress();
                }
                yield return item;
            }
        }
        if (_place != Place.After)
        {
            throw Unreadable(response.Body.FirstByte == _opening ? new JsonException(Messages.ResponseWithoutList) : null);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = await response.Body.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken);
        _end += read;
        _final = read == 0;
    }

    /// <summary>The next object that is in the buffer as a whole; false if more has to arrive first.</summary>
    private bool TryNext(out T? item)
    {
        item = null;
        // What is larger than any real object, white space too, is looked at again only once it has doubled: each look starts at
        // its beginning.
        if ((_end - _start < _enough && !_final) || !TryStart())
        {
            return false;
        }
        var json = _buffer.AsSpan(_start, _end - _start);
        var reader = new Utf8JsonReader(json, _final, _state);
        try
        {
            var isThere = TryNext(ref reader, json, _start, out item);
            _enough = !isThere && _end - _start > Large ? 2 * (_end - _start) : 0;
            return isThere;
        }
        // The second one is the reader's way to say that a value is of another kind, or not a text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Unreadable(_place == Place.Inside ? new JsonException($"{exception.Message} ({ItemPath})", exception) : exception);
        }
    }

    private bool TryStart()
    {
        if (_place != Place.Start)
        {
            return true;
        }
        if (_end - _start < ByteOrderMark.Length && !_final)
        {
            return false;
        }
        _start = _buffer.AsSpan(0, _end).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        _place = Place.Before;
        return true;
    }

    [MethodImpl(Compile.AtOnce)]
    private bool TryNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int origin, out T? item)
    {
        item = null;
        while (reader.Read())
        {
            if (_place == Place.Inside && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Null && !items.TryRead(ref reader, json, out item))
                {
                    return false;
                }
                _count++;
                Keep(reader, origin);
                return true;
            }
            if (!TryStep(ref reader))
            {
                return false;
            }
            Keep(reader, origin);
        }
        return false;
    }

    // A token outside the list's objects.
    private bool TryStep(ref Utf8JsonReader reader)
    {
        if (_place == Place.Inside)
        {
            _place = Place.After;
        }
        else if (property is null && _place == Place.Before)
        {
            Enter(reader.TokenType);
        }
        else if (property is not null && reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
            && reader.ValueTextEquals(property))
        {
            if (!reader.Read())
            {
                return false;
            }
            Enter(reader.TokenType);
        }
        return true;
    }

    private void Enter(JsonTokenType token) =>
        _place = token == JsonTokenType.StartArray ? Place.Inside : throw new JsonException(Messages.ResponseDataNoList);

    private void Keep(in Utf8JsonReader reader, int origin)
    {
        _start = origin + (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private InvalidResponseException Unreadable(Exception? exception) => JsonResponse.Unreadable(response, _opening, exception);
}
