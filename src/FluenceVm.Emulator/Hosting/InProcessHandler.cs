using System.Net;
using System.Net.Http.Headers;

namespace FluenceVm.Emulator.Hosting;

/// <summary>Brings requests into the emulator without a socket.</summary>
internal sealed class InProcessHandler(EmulatorCore core, Func<bool> hasEnded) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (hasEnded())
        {
            throw new HttpRequestException("Nothing answers: the emulator has ended.");
        }
        var seen = await ReadAsync(request);
        EmulatorResponse response;
        try
        {
            response = await core.HandleAsync(seen, cancellationToken);
        }
        catch (ConnectionLostException lost)
        {
            throw new HttpRequestException("An error occurred while sending the request.", lost);
        }
        return ToMessage(response, request);
    }

    private static async Task<EmulatorRequest> ReadAsync(HttpRequestMessage request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Collect(request.Headers, headers);
        ReadOnlyMemory<byte> body = default;
        if (request.Content is { } content)
        {
            Collect(content.Headers, headers);
            body = await content.ReadAsByteArrayAsync();
        }
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        return new EmulatorRequest
        {
            Method = request.Method.Method.ToUpperInvariant(),
            Path = Uri.UnescapeDataString(uri.AbsolutePath),
            Query = QueryString.Parse(uri.Query),
            Headers = headers,
            Body = body,
        };
    }

    private static void Collect(HttpHeaders from, Dictionary<string, string> to)
    {
        foreach (var header in from)
        {
            to[header.Key] = string.Join(", ", header.Value);
        }
    }

    private static HttpResponseMessage ToMessage(EmulatorResponse response, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = response.IsCut ? Cut(response) : new ByteArrayContent(response.Body.ToArray()),
        };
        if (!response.Body.IsEmpty)
        {
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(response.ContentType);
        }
        foreach (var header in response.Headers)
        {
            message.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        return message;
    }

    private static StreamContent Cut(EmulatorResponse response)
    {
        var content = new StreamContent(new CutStream(response.Sent.ToArray()));
        content.Headers.ContentLength = response.Body.Length;
        return content;
    }
}
