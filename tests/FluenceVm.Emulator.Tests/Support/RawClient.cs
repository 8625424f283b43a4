using System.Net.Sockets;
using System.Text;

namespace FluenceVm.Emulator.Tests.Support;

/// <summary>A socket, for what no proper HTTP client would send.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly NetworkStream _stream;

    public RawClient(Uri uri)
    {
        _socket.Connect(uri.Host, uri.Port);
        _stream = new NetworkStream(_socket);
    }

    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public async Task Send(byte[] bytes) => await _stream.WriteAsync(bytes);

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Everything until the server closes the connection. Fails with an <see cref="IOException"/> where it is reset.</summary>
    public async Task<string> ReadToEnd()
    {
        using var all = new MemoryStream();
        await _stream.CopyToAsync(all);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}
