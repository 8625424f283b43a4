using System.Globalization;
using System.Text;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>Reads requests off a connection, one after the other.</summary>
internal sealed class RequestReader(ClientStream client, ServerLimits limits)
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>The next request's head; null if the client has closed the connection, or kept silent for too long.</summary>
    /// <exception cref="RefusedException">It is not a proper request, or comes too slowly.</exception>
    public async Task<RequestHead?> ReadHeadAsync()
    {
        if (!await WaitForFirstByteAsync())
        {
            return null;
        }
        client.SetDeadline(limits.Request);
        int end;
        while ((end = client.Available.IndexOf(HeadEnd)) < 0)
        {
            if (client.Available.Length >= limits.HeadBytes)
            {
                throw new RefusedException(431, "the headers are too long");
            }
            await MoreAsync();
        }
        if (end > limits.HeadBytes)
        {
            throw new RefusedException(431, "the headers are too long");
        }
        var head = RequestHead.Parse(client.Available.Slice(0, end), limits.Headers);
        client.Consume(end + HeadEnd.Length);
        return head;
    }

    /// <summary>The body that follows a head.</summary>
    /// <exception cref="RefusedException">It is malformed, too large, or comes too slowly.</exception>
    public async Task<byte[]> ReadBodyAsync(RequestHead head)
    {
        var length = head.BodyLength;
        CheckSize(length ?? 0);
        if (head.ExpectsContinue && length != 0)
        {
            await client.WriteAsync(Continue);
        }
        using var body = new MemoryStream();
        if (length is { } known)
        {
            await CopyAsync(body, (int)known);
        }
        else
        {
            await ReadChunksAsync(body);
        }
        return body.ToArray();
    }

    private async Task<bool> WaitForFirstByteAsync()
    {
        if (client.Available.Length > 0)
        {
            return true;
        }
        client.SetDeadline(limits.Idle);
        try
        {
            return await client.FillAsync();
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task ReadChunksAsync(MemoryStream body)
    {
        while (true)
        {
            var size = await ReadLineAsync();
            var digits = size.Split(';')[0].Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var count) || count < 0)
            {
                throw RefusedException.BadRequest("a chunk's size is malformed");
            }
            CheckSize(body.Length + count);
            if (count == 0)
            {
                await SkipTrailersAsync();
                return;
            }
            await CopyAsync(body, count);
            if ((await ReadLineAsync()).Length > 0)
            {
                throw RefusedException.BadRequest("a chunk is longer than it says");
            }
        }
    }

    private async Task SkipTrailersAsync()
    {
        for (var lines = 0; (await ReadLineAsync()).Length > 0; lines++)
        {
            if (lines == limits.Headers)
            {
                throw new RefusedException(431, "too many trailers");
            }
        }
    }

    private async Task<string> ReadLineAsync()
    {
        const int Most = 4096;
        int end;
        while ((end = client.Available.IndexOf(HeadEnd.AsSpan(0, 2))) < 0)
        {
            if (client.Available.Length > Most)
            {
                throw RefusedException.BadRequest("a line of the body is too long");
            }
            await MoreAsync();
        }
        var line = Encoding.ASCII.GetString(client.Available.Slice(0, end).ToArray());
        client.Consume(end + 2);
        return line;
    }

    private async Task CopyAsync(MemoryStream body, int count)
    {
        while (count > 0)
        {
            if (client.Available.Length == 0)
            {
                await MoreAsync();
            }
            var here = Math.Min(count, client.Available.Length);
            body.Write(client.Available.Slice(0, here).ToArray(), 0, here);
            client.Consume(here);
            count -= here;
        }
    }

    private async Task MoreAsync()
    {
        try
        {
            if (!await client.FillAsync())
            {
                throw new EndOfStreamException("The client closed the connection in the middle of a request.");
            }
        }
        catch (TimeoutException)
        {
            throw new RefusedException(408, "the request came too slowly");
        }
    }

    private void CheckSize(long bytes)
    {
        if (bytes > limits.BodyBytes)
        {
            throw new RefusedException(413, $"the body is longer than {limits.BodyBytes} bytes");
        }
    }
}
