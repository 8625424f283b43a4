using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using FluenceVm.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FluenceVm.Interop.Tests;

/// <summary>
/// Stands between many emulators and the module, and has every request and answer of generation Cloud judged by prism's proxy:
/// client, relay, prism, relay, emulator. The client gets exactly what its emulator answered, a broken connection included.
/// An emulator on port p is reached at 127.(p / 256).(p % 256).1, on the relay's port.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private const string Mark = "x-relay";
    private static readonly string[] Hops = ["Connection", "Transfer-Encoding", "Host", "Content-Length", "Keep-Alive"];
    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly List<WebApplication> _servers = [];
    private Prism? _prism;

    /// <summary>What the file has against what passed.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>The route of each request that prism has judged.</summary>
    public ConcurrentQueue<string> Routes { get; } = new();

    /// <summary>The port that clients connect to.</summary>
    public int Port { get; private set; }

    /// <summary>Where an emulator is reached through the relay.</summary>
    public Uri AddressOf(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.{port / 256}.{port % 256}.1:{Port}/"));

    public static async Task<Relay> StartAsync()
    {
        var relay = new Relay();
        relay._prism = await Prism.ProxyAsync(
            new Uri($"http://127.0.0.1:{await relay.AddAsync(IPAddress.Loopback, relay.FromPrismAsync)}/"));
        relay.Port = await relay.AddAsync(IPAddress.Any, relay.FromClientAsync);
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
        if (_prism is not null)
        {
            await _prism.DisposeAsync();
        }
        _http.Dispose();
    }

    /// <summary>A server on a free port.</summary>
    public static async Task<WebApplication> ListenAsync(IPAddress address, Func<HttpContext, Task> response)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(address, 0));
        var server = builder.Build();
        server.Run(context => response(context));
        await server.StartAsync();
        return server;
    }

    private async Task<int> AddAsync(IPAddress address, Func<HttpContext, Task> response)
    {
        var server = await ListenAsync(address, response);
        _servers.Add(server);
        return new Uri(server.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
    }

    private async Task FromClientAsync(HttpContext context)
    {
        if (!IPAddress.IsLoopback(context.Connection.RemoteIpAddress!))
        {
            context.Abort();
            return;
        }
        var exchange = await Exchange.ReadAsync(context, Hops);
        if (FidelityPage.Find(exchange.Method, context.Request.Path) is { HeldAgainst: not "" } row)
        {
            await JudgeAsync(exchange, row.Route, context.RequestAborted);
        }
        var response = await exchange.ForwardAsync(_http, context.RequestAborted);
        if (response is null)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = response.Status;
        foreach (var (name, values) in response.Headers.Where(
            header => !Hops.Contains(header.Name) || (header.Name == "Content-Length" && response.IsCut)))
        {
            context.Response.Headers[name] = values;
        }
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
        if (response.IsCut)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }

    private async Task FromPrismAsync(HttpContext context)
    {
        if (!_exchanges.TryGetValue(context.Request.Headers[Mark].ToString(), out var exchange))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var response = await exchange.ForwardAsync(_http, context.RequestAborted);
        // Prism would send its next request over this connection even while it is being closed.
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = response?.Status ?? StatusCodes.Status502BadGateway;
        context.Response.ContentType = response?.ContentType;
        await context.Response.Body.WriteAsync(response?.Body ?? [], context.RequestAborted);
    }

    private async Task JudgeAsync(Exchange exchange, string route, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        _exchanges[id] = exchange;
        try
        {
            using var request = exchange.ToRequest(_prism!.Uri);
            request.Headers.Add(Mark, id);
            using var judged = await _http.SendAsync(request, cancellationToken);
            Routes.Enqueue(route);
            if (!exchange.IsForwarded)
            {
                Violations.Enqueue($"{exchange}: prism let nothing through: {await judged.Content.ReadAsStringAsync(cancellationToken)}");
            }
            if (judged.Headers.TryGetValues(Prism.ViolationsHeader, out var found))
            {
                using var violations = JsonDocument.Parse(string.Concat(found));
                foreach (var violation in violations.RootElement
                    .EnumerateArray()
                    .Where(each => KnownViolations.WhyNone(each, exchange) is null))
                {
                    Violations.Enqueue($"{exchange}: {violation}");
                }
            }
        }
        finally
        {
            _exchanges.TryRemove(id, out _);
        }
    }
}
