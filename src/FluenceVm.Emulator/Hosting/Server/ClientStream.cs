using System.Net.Sockets;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>A client's socket, read through a buffer, with a deadline for whatever is awaited of the client.</summary>
internal sealed class ClientStream(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;
    private Task _deadline = Task.CompletedTask;
    private CancellationTokenSource? _timer;

    /// <summary>The bytes that have arrived and aren't consumed.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>From now on, reading and writing must be done within this time.</summary>
    public void SetDeadline(TimeSpan time)
    {
        ClearDeadline();
        _timer = new CancellationTokenSource();
        _deadline = Task.Delay(time, _timer.Token);
    }

    public void Consume(int count) => _start += count;

    /// <summary>Waits for more bytes; false if the client has closed its side.</summary>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    public async Task<bool> FillAsync()
    {
        MakeRoom();
        var read = _stream.ReadAsync(_buffer, _end, _buffer.Length - _end);
        await InTimeAsync(read);
        var count = await read;
        _end += count;
        return count > 0;
    }

    /// <summary>Sends bytes.</summary>
    /// <exception cref="TimeoutException">The deadline has passed, and the client hasn't taken them.</exception>
    public Task WriteAsync(byte[] bytes) => InTimeAsync(_stream.WriteAsync(bytes, 0, bytes.Length));

    /// <summary>
    /// Ends the connection so that the client gets what was written: a socket that is closed while something unread lies in it
    /// takes the response back.
    /// </summary>
    public async Task LingerAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        const int Most = 64;
        for (var reads = 0; reads < Most; reads++)
        {
            Consume(Available.Length);
            if (!await FillAsync())
            {
                return;
            }
        }
    }

    /// <summary>Breaks the connection off, as a crash of the service would.</summary>
    public void Reset()
    {
        // The stream would say goodbye first.
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
        Dispose();
    }

    public void Dispose()
    {
        ClearDeadline();
        _stream.Dispose();
    }

    private void ClearDeadline()
    {
        _timer?.Cancel();
        _timer?.Dispose();
        _timer = null;
    }

    private async Task InTimeAsync(Task work)
    {
        if (!work.IsCompleted && await Task.WhenAny(work, _deadline) != work)
        {
            // It fails when the socket is closed; by then nobody waits for it.
            _ = work.ContinueWith(
                late => late.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            throw new TimeoutException();
        }
        await work;
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }
        var held = _end - _start;
        if (held > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, held);
        (_start, _end) = (0, held);
    }
}
