using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Http;

/// <summary>
/// The body of a response: reading it ends when the caller cancels, when it stands still for too long, or when it grows without
/// bringing anything. It remembers how it began and whether it ended, so that an unreadable body can be described.
/// </summary>
internal sealed class ResponseStream : Stream
{
    // The largest single object of a list, or whole response of another kind; far beyond any real one.
    private const long Budget = 16 * 1024 * 1024;
    private readonly Stream _inner;
    private readonly TimeSpan _timeout;
    private readonly string _request;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _stillness = new();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _closing;
    private readonly ITimer _timer;
    private long _left = Budget;

    public ResponseStream(Stream inner, string request, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _inner = inner;
        _request = request;
        _timeout = timeout;
        _cancellationToken = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stillness.Token);
        // The network streams of .NET Framework ignore tokens while they read, but end when they are closed.
        _closing = _stop.Token.Register(static stream => ((Stream)stream!).Dispose(), inner);
        _timer = time.CreateTimer(
            static stillness => ((CancellationTokenSource)stillness!).Cancel(),
            _stillness,
            System.Threading.Timeout.InfiniteTimeSpan,
            System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>The first byte that is not white space; null if there was none so far.</summary>
    public byte? FirstByte { get; private set; }

    /// <summary>Whether the service has ended the body.</summary>
    public bool Ended { get; private set; }

    /// <summary>Says that what was read so far brought something.</summary>
    public void Progress() => _left = Budget;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var read = await ReadInTimeAsync(buffer, offset, count);
        Ended = read == 0 && count > 0;
        _left -= read;
        if (_left < 0)
        {
            throw new InvalidDataException(Text.Of(nameof(Messages.ResponseTooLarge), Budget / 1024 / 1024));
        }
        for (var i = offset; FirstByte is null && i < offset + read; i++)
        {
            FirstByte = buffer[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF ? null : buffer[i];
        }
        return read;
    }

    private async Task<int> ReadInTimeAsync(byte[] buffer, int offset, int count)
    {
        _timer.Change(_timeout, System.Threading.Timeout.InfiniteTimeSpan);
        try
        {
            return await _inner.ReadAsync(buffer, offset, count, _stop.Token);
        }
        catch (Exception) when (_cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
        catch (Exception exception) when (_stop.IsCancellationRequested)
        {
            throw new TimeoutException(Text.Of(nameof(Messages.ResponseStoodStill), _request, _timeout.TotalSeconds), exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or ObjectDisposedException)
        {
            throw new CloudConnectionException(
                Text.Of(nameof(Messages.ConnectionLostHalfway), _request, exception.GetBaseException().Message),
                mayHaveArrived: true,
                exception);
        }
        finally
        {
            _timer.Change(System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            _closing.Dispose();
            // Not the source that the timer cancels: its last tick may be on its way.
            _stop.Dispose();
            _inner.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
