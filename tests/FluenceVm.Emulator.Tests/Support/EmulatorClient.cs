using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Support;

/// <summary>A plain HTTP client with the emulator's key: what any program would use.</summary>
internal sealed class EmulatorClient : IDisposable
{
    public const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZha2UgZmFrZSBmYWtlIGZha2UgZmFrZSBmYWtlIGZh test@example";

    private readonly HttpClient _http;

    public EmulatorClient(VmEmulator emulator, string? apiKey = null)
        : this(emulator.CreateHandler(), emulator.Uri, apiKey ?? emulator.ApiKey)
    {
    }

    public EmulatorClient(HttpMessageHandler handler, Uri uri, string apiKey)
    {
        _http = new HttpClient(handler) { BaseAddress = uri };
        _http.DefaultRequestHeaders.Add("X-API-KEY", apiKey);
    }

    public HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

    public Task<Response> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Response> Post(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<Response> Delete(string body) => Send(HttpMethod.Delete, "vms/v3", body);

    public async Task<Response> Send(HttpMethod method, string path, string? body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new Response((int)response.StatusCode, text, response.Headers.RetryAfter?.Delta);
    }

    public async Task<IReadOnlyList<JsonNode>> Vms() => [.. (await Get("vms/v3")).Json.AsArray().Select(vm => vm!)];

    public async Task<JsonNode> Vm(string name) => (await Vms()).Single(vm => (string?)vm["vmName"] == name);

    /// <summary>Orders VMs of the smallest size and returns their ids.</summary>
    public async Task<IReadOnlyList<string>> Order(int instances = 1, string name = "ordered", string constraints = "{}")
    {
        var response = await Post("vms/v3", OrderBody(instances, name, constraints));
        Assert.Equal(200, response.Status);
        return [.. response.Json.AsArray().Select(vm => (string)vm!["vmId"]!)];
    }

    public static string OrderBody(int instances = 1, string name = "ordered", string constraints = "{}") => $$"""
        {"constraints":{{constraints}},"instances":{{instances}},"vmConfiguration":{"name":"{{name}}",
         "osImage":"https://example.org/a.qcow2","sshKeys":["{{PublicKey}}"]} }
        """;

    public void Dispose() => _http.Dispose();
}

/// <summary>A response, read to its end.</summary>
internal sealed record Response(int Status, string Text, TimeSpan? RetryAfter)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The text of the service's error.</summary>
    public string? Error => (string?)Json["error"];
}
