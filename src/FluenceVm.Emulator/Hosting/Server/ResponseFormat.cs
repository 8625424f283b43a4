using System.Globalization;
using System.Text;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>An answer as bytes.</summary>
internal static class AnswerFormat
{
    /// <summary>The whole answer.</summary>
    /// <param name="answer">What is answered.</param>
    /// <param name="keepsAlive">Whether the connection stays open.</param>
    /// <param name="withBody">False for an answer to <c>HEAD</c>.</param>
    public static byte[] Bytes(EmulatorResponse answer, bool keepsAlive, bool withBody)
    {
        var head = new StringBuilder();
        head.Append("HTTP/1.1 ").Append(answer.Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Reason(answer.Status)).Append("\r\n");
        if (answer.Status != 204)
        {
            head.Append("Content-Length: ").Append(answer.Body.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }
        if (!answer.Body.IsEmpty)
        {
            head.Append("Content-Type: ").Append(answer.ContentType).Append("\r\n");
        }
        foreach (var header in answer.Headers)
        {
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        }
        head.Append("Connection: ").Append(keepsAlive ? "keep-alive" : "close").Append("\r\n\r\n");
        var text = Encoding.ASCII.GetBytes(head.ToString());
        if (!withBody || answer.Body.IsEmpty)
        {
            return text;
        }
        var bytes = new byte[text.Length + answer.Body.Length];
        text.CopyTo(bytes, 0);
        answer.Body.CopyTo(bytes.AsMemory(text.Length));
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
