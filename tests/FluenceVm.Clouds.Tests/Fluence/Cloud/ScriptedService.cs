using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>A request as it was sent.</summary>
internal sealed record SentRequest(string Method, Uri Uri, string? Body, string? Authorization)
{
    public string Path => Uri.AbsolutePath;

    public string Query => Uri.UnescapeDataString(Uri.Query);

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A response.</summary>
internal sealed record Reply(int Status, string Body)
{
    public static Reply Ok(string body) => new(200, body);

    public static Reply Error(int status, string code, string text) => new(status, $$"""{"error":"{{text}}","code":"{{code}}"}""");
}

/// <summary>A transport whose every response a test decides, and which keeps every request.</summary>
internal sealed class ScriptedService(Func<SentRequest, Reply?> response) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>Runs before each response.</summary>
    public Func<SentRequest, Task>? Before { get; init; }

    public ManualTimeProvider Time { get; } = Connections.Skipping();

    public IEnumerable<SentRequest> Of(string request) => Sent.Where(each => each.ToString() == request);

    public FluenceConnection Connect(FluenceApiVersion version = FluenceApiVersion.Cloud) =>
        Connections.To(new Uri("https://fluence.test/"), version, Time, transport: this);

    public async Task<T> RunAsync<T>(Func<IFluenceClient, Task<T>> call)
    {
        using var connection = Connect();
        return await call(await connection.OpenAsync(null, CancellationToken.None));
    }

    public Task RunAsync(Func<IFluenceClient, Task> call) => RunAsync(async client =>
    {
        await call(client);
        return 0;
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!, body, request.Headers.Authorization?.ToString());
        _sent.Enqueue(sent);
        if (Before is not null)
        {
            await Before(sent);
        }
        var reply = response(sent) ?? Reply.Error(404, "not_found", "no such route");
        return new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = new StringContent(reply.Body, Encoding.UTF8, "application/json"),
        };
    }
}
