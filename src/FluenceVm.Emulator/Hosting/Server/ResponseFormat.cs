using System.Globalization;
using System.Text;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>A response as bytes.</summary>
internal static class ResponseFormat
{
    /// <summary>The whole response.</summary>
    /// <param name="response">What is answered.</param>
    /// <param name="keepsAlive">Whether the connection stays open.</param>
    /// <param name="withBody">False for a response to <c>HEAD</c>.</param>
    public static byte[] Bytes(EmulatorResponse response, bool keepsAlive, bool withBody)
    {
        var head = new StringBuilder();
        head.Append("HTTP/1.1 ")
            .Append(response.Status.ToString(CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(Reason(response.Status))
            .Append("\r\n");
        if (response.Status != 204)
        {
            head.Append("Content-Length: ").Append(response.Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }
        if (!response.Body.IsEmpty)
        {
            head.Append("Content-Type: ").Append(response.ContentType).Append("\r\n");
        }
        foreach (var header in response.Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }
        head.Append("Connection: ").Append(keepsAlive ? "keep-alive" : "close").Append("\r\n\r\n");
        var text = Encoding.ASCII.GetBytes(head.ToString());
        if (!withBody || response.Sent.IsEmpty)
        {
            return text;
        }
        var bytes = new byte[text.Length + response.Sent.Length];
        text.CopyTo(bytes, 0);
        response.Sent.CopyTo(bytes.AsMemory(text.Length));
        return bytes;
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
