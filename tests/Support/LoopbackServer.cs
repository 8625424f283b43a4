using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FluenceVm.Tests.Support;

/// <summary>A web server on a loopback port whose every byte a test decides.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<LoopbackExchange> _seen = new();
    private readonly Func<LoopbackExchange, Task> _answer;
    private readonly Task _accepting;

    public LoopbackServer(Func<LoopbackExchange, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Uri => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public IReadOnlyList<LoopbackExchange> Seen => [.. _seen];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await LoopbackExchange.ReadAsync(client, stream, _stop.Token) is { } exchange)
                {
                    _seen.Enqueue(exchange);
                    await _answer(exchange);
                    if (exchange.Aborted)
                    {
                        return;
                    }
                }
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
            {
            }
        }
    }
}

/// <summary>One request, and the means to answer it.</summary>
public sealed class LoopbackExchange
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private LoopbackExchange(TcpClient client, NetworkStream stream, string[] head, string body, CancellationToken stopped)
    {
        _client = client;
        _stream = stream;
        var line = head[0].Split(' ');
        (Method, Target, Body, Stopped) = (line[0], line[1], body, stopped);
        Headers = head.Skip(1)
            .Select(header => header.Split(':', 2))
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    public string Target { get; }

    public string Body { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public CancellationToken Stopped { get; }

    public bool Aborted { get; private set; }

    public static async Task<LoopbackExchange?> ReadAsync(TcpClient client, NetworkStream stream, CancellationToken stopped)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || head[^1] != '\n' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, stopped) == 0)
            {
                return null;
            }
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } header
            ? int.Parse(header.Split(':')[1], CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stopped);
        return new LoopbackExchange(client, stream, lines, Encoding.UTF8.GetString(body), stopped);
    }

    public Task RespondAsync(int status, string body, params string[] headers) =>
        RespondAsync(status, Encoding.UTF8.GetBytes(body), headers);

    public async Task RespondAsync(int status, byte[] body, params string[] headers)
    {
        await HeadAsync(status, [.. headers, $"Content-Length: {body.Length}"]);
        await _stream.WriteAsync(body, Stopped);
    }

    public Task BeginAsync(int status) => HeadAsync(status, ["Transfer-Encoding: chunked"]);

    public async Task ChunkAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), Stopped);
        await _stream.WriteAsync(bytes, Stopped);
        await _stream.WriteAsync("\r\n"u8.ToArray(), Stopped);
    }

    public async Task EndAsync() => await _stream.WriteAsync("0\r\n\r\n"u8.ToArray(), Stopped);

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        Aborted = true;
        _client.Client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    private async Task HeadAsync(int status, IEnumerable<string> headers) => await _stream.WriteAsync(
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Test\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"), Stopped);
}
