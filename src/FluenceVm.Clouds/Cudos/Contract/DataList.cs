using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>Streams the objects of <c>{"data":[...]}</c>: each is there before the next has arrived.</summary>
/// <param name="response">The response.</param>
/// <param name="type">How an object is read.</param>
/// <param name="isShort">Whether callers keep them all, so that the list may be no larger than one object of others.</param>
internal sealed class DataList<T>(Response response, JsonTypeInfo<T> type, bool isShort)
    where T : class
{
    private const int FirstBuffer = 32 * 1024;
    private const int Large = 1024 * 1024;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private int _enough;
    private bool _final;
    private JsonReaderState _state;
    private Place _place = Place.Before;

    private enum Place
    {
        Before,
        Inside,
        After,
    }

    /// <summary>Reads the whole response.</summary>
    /// <exception cref="Model.Errors.InvalidResponseException">It is something else.</exception>
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
                throw JsonResponse.Unreadable(response, '{', exception);
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
            throw JsonResponse.Unreadable(
                response,
                '{',
                response.Body.FirstByte == (byte)'{' ? new JsonException(Messages.ResponseWithoutList) : null);
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

    /// <summary>The next object that is in the buffer as a whole; false where more has to arrive first.</summary>
    private bool TryNext(out T? item)
    {
        item = null;
        // What is larger than any real object is looked at again only once it has doubled: each look starts at its beginning.
        if (_end - _start < _enough && !_final)
        {
            return false;
        }
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
        try
        {
            return TryNext(ref reader, _start, out item);
        }
        catch (JsonException exception)
        {
            throw JsonResponse.Unreadable(response, '{', exception);
        }
    }

    private bool TryNext(ref Utf8JsonReader reader, int origin, out T? item)
    {
        item = null;
        while (reader.Read())
        {
            if (_place == Place.Inside && reader.TokenType != JsonTokenType.EndArray)
            {
                var whole = reader;
                if (!whole.TrySkip())
                {
                    _enough = _end - _start > Large ? 2 * (_end - _start) : 0;
                    return false;
                }
                _enough = 0;
                item = JsonSerializer.Deserialize(ref reader, type);
                Keep(reader, origin);
                return true;
            }
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("data"))
            {
                if (!reader.Read())
                {
                    return false;
                }
                _place = reader.TokenType == JsonTokenType.StartArray ? Place.Inside : throw new JsonException(Messages.ResponseDataNoList);
            }
            else if (_place == Place.Inside)
            {
                _place = Place.After;
            }
            Keep(reader, origin);
        }
        return false;
    }

    private void Keep(in Utf8JsonReader reader, int origin)
    {
        _start = origin + (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }
}
