using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FluenceVm.Interop.Tests;

/// <summary>A request, and what its emulator made of it.</summary>
internal sealed class Exchange
{
    private readonly object _gate = new();
    private Task<EmulatorReply?>? _asked;

    private Exchange(string method, Uri uri, IReadOnlyList<(string, string[])> headers, byte[] body) =>
        (Method, Uri, Headers, Body) = (method, uri, headers, body);

    public string Method { get; }

    public Uri Uri { get; }

    public IReadOnlyList<(string Name, string[] Values)> Headers { get; }

    public byte[] Body { get; }

    public bool IsForwarded => _asked is not null;

    /// <summary>The response's text, where one came whole.</summary>
    public string? Text =>
        _asked is { IsCompletedSuccessfully: true, Result: { IsCut: false } response } ? Encoding.UTF8.GetString(response.Body) : null;

    public static async Task<Exchange> ReadAsync(HttpContext context, IReadOnlyCollection<string> withoutHeaders)
    {
        var at = context.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new Exchange(
            context.Request.Method,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{(at[1] * 256) + at[2]}{target}")),
            [.. context.Request.Headers
                .Where(header => !withoutHeaders.Contains(header.Key))
                .Select(header => (header.Key, header.Value.OfType<string>().ToArray()))],
            body.ToArray());
    }

    public HttpRequestMessage ToRequest(Uri server)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(server, Uri.PathAndQuery))
        {
            Content = Body.Length == 0 ? null : new ByteArrayContent(Body),
        };
        foreach (var (name, values) in Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, values)
                || request.Content?.Headers.TryAddWithoutValidation(name, values) == true;
        }
        return request;
    }

    /// <summary>Asks the emulator, once however often this is called.</summary>
    /// <returns>What it answered; null if it cut the connection.</returns>
    public Task<EmulatorReply?> ForwardAsync(HttpClient http, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _asked ??= AskAsync(http, cancellationToken);
        }
    }

    public override string ToString() => $"{Method} {Uri.PathAndQuery} {Encoding.UTF8.GetString(Body)} -> {Text ?? "no response"}";

    private async Task<EmulatorReply?> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = ToRequest(Uri);
        using var body = new MemoryStream();
        HttpResponseMessage? response = null;
        var isCut = false;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await response.Content.CopyToAsync(body, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            isCut = true;
        }
        using (response)
        {
            return response is null ? null : new EmulatorReply(
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.ToString(),
                [.. response.Headers.Concat(response.Content.Headers).Select(header => (header.Key, header.Value.ToArray()))],
                body.ToArray(),
                isCut);
        }
    }
}

/// <summary>What an emulator answered; <c>IsCut</c> where the connection broke off before the end.</summary>
internal sealed record EmulatorReply(
    int Status, string? ContentType, IReadOnlyList<(string Name, string[] Values)> Headers, byte[] Body, bool IsCut);
