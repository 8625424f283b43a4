using System.Text;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>
/// Stands on a port between a process and an emulator, and holds one request up for ever: before the emulator has it, or before
/// the process has the response. That is where the process is killed.
/// </summary>
internal sealed class KillingRelay : IAsyncDisposable
{
    private static readonly string[] Hops = ["Host", "Content-Length", "Connection", "Accept-Encoding"];
    private readonly HttpMessageInvoker _emulator;
    private readonly Uri _address;
    private readonly LoopbackServer _server;
    private TaskCompletionSource _reached = New();
    private int _left = int.MaxValue;
    private bool _afterwards;

    public KillingRelay(HttpMessageHandler emulator, Uri address)
    {
        (_emulator, _address) = (new HttpMessageInvoker(emulator), address);
        _server = new LoopbackServer(RespondAsync);
    }

    public Uri Uri => _server.Uri;

    /// <summary>Arms it for one process.</summary>
    /// <param name="request">Which of its requests, from 1; null for none.</param>
    /// <param name="afterwards">Whether the emulator carries it out.</param>
    /// <returns>Ends once the process has got there.</returns>
    public Task Arm(int? request, bool afterwards)
    {
        (_reached, _afterwards) = (New(), afterwards);
        Volatile.Write(ref _left, request ?? int.MaxValue);
        return _reached.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _emulator.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RespondAsync(LoopbackExchange exchange)
    {
        var (reached, afterwards) = (_reached, _afterwards);
        var isTheOne = Interlocked.Decrement(ref _left) == 0;
        if (isTheOne && !afterwards)
        {
            await HoldAsync(exchange, reached);
        }
        using var response = await ForwardAsync(exchange);
        if (isTheOne)
        {
            await HoldAsync(exchange, reached);
        }
        var body = await response.Content.ReadAsByteArrayAsync(exchange.Stopped);
        var headers = response.Headers
            .Concat(response.Content.Headers)
            .Where(header => header.Key is "Content-Type" or "Retry-After" or "ETag");
        await exchange.RespondAsync((int)response.StatusCode, body, [.. headers.Select(header => $"{header.Key}: {header.Value.First()}")]);
    }

    private static async Task HoldAsync(LoopbackExchange exchange, TaskCompletionSource reached)
    {
        reached.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, exchange.Stopped);
    }

    private async Task<HttpResponseMessage> ForwardAsync(LoopbackExchange exchange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), new Uri(_address, exchange.Target));
        if (exchange.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(exchange.Body));
        }
        foreach (var (name, value) in exchange.Headers.Where(header => !Hops.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return await _emulator.SendAsync(request, exchange.Stopped);
    }
}
