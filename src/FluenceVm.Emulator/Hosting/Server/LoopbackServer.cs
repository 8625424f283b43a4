using System.Net;
using System.Net.Sockets;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>
/// Serves the emulator on a port of the loopback address. It is made of sockets because the platform's HttpListener, outside
/// of Windows, waits for ever for a client that sends half of its headers, and can't break a connection off.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly EmulatorCore _core;
    private readonly ServerLimits _limits;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LinkedList<ClientConnection> _connections = new();
    private bool _stopped;

    /// <summary>Starts to listen on a port; 0 for a free one.</summary>
    /// <exception cref="SocketException">The port can't be had.</exception>
    public LoopbackServer(int port, EmulatorCore core, ServerLimits limits)
    {
        _core = core;
        _limits = limits;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Uri = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Uri { get; }

    public void Dispose()
    {
        List<ClientConnection> open;
        lock (_connections)
        {
            if (_stopped)
            {
                return;
            }
            _stopped = true;
            open = [.. _connections];
        }
        _listener.Stop();
        _stopping.Cancel();
        open.ForEach(connection => connection.Dispose());
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _ = ServeAsync(new ClientConnection(socket, _core, _limits));
            }
            catch (SocketException)
            {
                // A client that went before it was accepted, or the end of the listener, which the loop's condition sees.
            }
            catch (Exception ended) when (ended is ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(ClientConnection connection)
    {
        if (!TryEnter(connection))
        {
            connection.Dispose();
            return;
        }
        await connection.ServeAsync(_stopping.Token);
        lock (_connections)
        {
            _connections.Remove(connection);
        }
    }

    private bool TryEnter(ClientConnection connection)
    {
        lock (_connections)
        {
            if (_connections.Count >= _limits.Connections && _connections.FirstOrDefault(each => !each.IsBusy) is { } silent)
            {
                silent.Dispose();
                _connections.Remove(silent);
            }
            _connections.AddLast(connection);
            return !_stopped;
        }
    }
}
