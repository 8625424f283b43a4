using System.Net.Sockets;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>One client's connection: requests in, responses out, until one side has had enough.</summary>
internal sealed class ClientConnection(Socket socket, EmulatorCore core, ServerLimits limits) : IDisposable
{
    private readonly ClientStream _client = new(socket);

    /// <summary>How many requests are being answered right now: 0 while the client is awaited.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Serves the client; returns when the connection has ended.</summary>
    public async Task ServeAsync(CancellationToken stopping)
    {
        try
        {
            var reader = new RequestReader(_client, limits);
            while (await ServeNextAsync(reader, stopping))
            {
            }
        }
        catch (Exception gone)
            when (gone is IOException or SocketException or ObjectDisposedException or TimeoutException or OperationCanceledException)
        {
            // The client has gone or doesn't take its response, or the server stops: nobody is left to be told.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> ServeNextAsync(RequestReader reader, CancellationToken stopping)
    {
        RequestHead? head;
        byte[] body;
        try
        {
            head = await reader.ReadHeadAsync();
            if (head is null)
            {
                return false;
            }
            body = await reader.ReadBodyAsync(head);
        }
        catch (RefusedException refused)
        {
            _client.SetDeadline(limits.Request);
            await _client.WriteAsync(
                ResponseFormat.Bytes(JsonResponse.Error(refused.Status, refused.Message), keepsAlive: false, withBody: true));
            await _client.LingerAsync();
            return false;
        }
        return await AnswerAsync(head, body, stopping);
    }

    private async Task<bool> AnswerAsync(RequestHead head, byte[] body, CancellationToken stopping)
    {
        EmulatorResponse response;
        IsBusy = true;
        try
        {
            response = await core.HandleAsync(ToRequest(head, body), stopping);
        }
        catch (ConnectionLostException)
        {
            _client.Reset();
            return false;
        }
        finally
        {
            IsBusy = false;
        }
        _client.SetDeadline(limits.Answer);
        await _client.WriteAsync(ResponseFormat.Bytes(response, head.KeepsAlive, head.Method != "HEAD"));
        return head.KeepsAlive && !response.IsCut;
    }

    private static EmulatorRequest ToRequest(RequestHead head, byte[] body)
    {
        var mark = head.Target.IndexOf('?');
        return new EmulatorRequest
        {
            Method = head.Method,
            Path = Uri.UnescapeDataString(mark < 0 ? head.Target : head.Target.Substring(0, mark)),
            Query = QueryString.Parse(mark < 0 ? string.Empty : head.Target.Substring(mark)),
            Headers = head.Headers,
            Body = body,
        };
    }
}
