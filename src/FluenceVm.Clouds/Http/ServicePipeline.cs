using System.Net;
using System.Net.Http.Headers;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Http;

/// <summary>The way of every request: retry and report, attempt, key, network. Safe for many callers at once.</summary>
internal sealed class ServicePipeline : IDisposable
{
    // Some gateways refuse a request that doesn't say what sent it.
    private static readonly ProductInfoHeaderValue UserAgent =
        new("FluenceVm", typeof(ServicePipeline).Assembly.GetName().Version!.ToString(3));
    private readonly Uri _endpoint;
    private readonly ApiKey? _key;
    private readonly Func<string, string>? _redact;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _handlers;
    private volatile bool _disposed;

    /// <param name="endpoint">Where to.</param>
    /// <param name="key">What every request carries; null if the service asks for none.</param>
    /// <param name="transport">Sends the requests instead of the network.</param>
    /// <param name="timeout">How long one attempt may take until its response's headers are there, and how long its body may
    /// stand still.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="redact">Takes secrets out of the service's texts that aren't the key; null if there are none.</param>
    public ServicePipeline(
        Uri endpoint,
        ApiKey? key,
        HttpMessageHandler? transport,
        TimeSpan timeout,
        TimeProvider time,
        Func<string, string>? redact = null)
    {
        _redact = redact;
        _endpoint = ServiceAddress.Check(endpoint);
        _key = key;
        _timeout = timeout;
        _time = time;
        HttpMessageHandler network = transport is null ? Network.Create(_endpoint) : new BorrowedTransport(transport);
        HttpMessageHandler attempt = new AttemptHandler(timeout, time)
        {
            InnerHandler = key is null ? network : new AuthenticationHandler(key) { InnerHandler = network },
        };
        _handlers = new HttpMessageInvoker(new RetryHandler(time, Redact) { InnerHandler = attempt });
    }

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => _time;

    /// <summary>A text of the service that goes into a message, without the key should it hold it.</summary>
    public string Redact(string text)
    {
        var shown = _key is null ? text : _key.Redact(text);
        return _redact is null ? shown : _redact(shown);
    }

    /// <summary>Sends a request; the response's body is still to be read.</summary>
    /// <exception cref="ServiceException">The service answered with an error or a redirect.</exception>
    /// <exception cref="CloudConnectionException">No response arrived.</exception>
    /// <exception cref="TimeoutException">It came too late.</exception>
    public async Task<Response> SendAsync(
        HttpMethod method, string path, byte[]? json, RequestContext context, CancellationToken cancellationToken)
    {
        if (_disposed)
        {
            throw Fault.Closed(nameof(Messages.ServiceClosed), _endpoint);
        }
        using var request = new HttpRequestMessage(method, new Uri(_endpoint, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(UserAgent);
        // Windows PowerShell would wait a third of a second before each body for a leave that no service gives.
        request.Headers.ExpectContinue = false;
        request.Content = ContentOf(method, json);
        foreach (var header in context.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        context.AttachTo(request);
        var response = await _handlers.SendAsync(request, cancellationToken);
        ResponseStream? body = null;
        try
        {
            response.RequestMessage ??= request;
            var network = response.Content is null ? Stream.Null : await response.Content.ReadAsStreamAsync();
            body = new ResponseStream(network, $"{method} {RequestContext.PathOf(request)}", _timeout, _time, cancellationToken);
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotModified)
            {
                throw await ErrorResponse.ReadAsync(response, body, Redact, _time);
            }
            return new Response(response, body, context, Redact);
        }
        catch
        {
            body?.Dispose();
            response.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections that are kept open. A request that is under way comes to its own end.</summary>
    public void Dispose()
    {
        _disposed = true;
        _handlers.Dispose();
    }

    // The network stack itself repeats a POST without content if its connection is lost; an empty content stops that.
    private static ByteArrayContent? ContentOf(HttpMethod method, byte[]? json) => json is not null
        ? new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }
        : method == HttpMethod.Post ? new ByteArrayContent([]) : null;

    /// <summary>Lends the caller's transport to a pipeline, which disposes what it made.</summary>
    private sealed class BorrowedTransport(HttpMessageHandler transport) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _transport = new(transport, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _transport.SendAsync(request, cancellationToken);
    }
}
