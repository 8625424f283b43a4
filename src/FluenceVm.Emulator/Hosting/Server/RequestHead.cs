using System.Globalization;
using System.Text;

namespace FluenceVm.Emulator.Hosting.Server;

/// <summary>A request's first line and headers (RFC 9112). It is strict: whatever two readers could take differently is refused.</summary>
internal sealed class RequestHead
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    private RequestHead(string method, string target, bool isVersion10, Dictionary<string, string> headers)
    {
        Method = method;
        Target = target;
        IsVersion10 = isVersion10;
        Headers = headers;
    }

    public string Method { get; }

    /// <summary>The path and the query, as they were sent.</summary>
    public string Target { get; }

    public bool IsVersion10 { get; }

    public Dictionary<string, string> Headers { get; }

    /// <summary>Whether the client wants to go on using the connection.</summary>
    public bool KeepsAlive => IsVersion10 ? HasToken("Connection", "keep-alive") : !HasToken("Connection", "close");

    public bool ExpectsContinue => !IsVersion10 && HasToken("Expect", "100-continue");

    /// <summary>The body's length; null for a body in chunks.</summary>
    /// <exception cref="RefusedException">The headers contradict each other or name a coding that isn't there.</exception>
    public long? BodyLength
    {
        get
        {
            var hasLength = Headers.TryGetValue("Content-Length", out var length);
            if (Headers.TryGetValue("Transfer-Encoding", out var coding))
            {
                return !hasLength && string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase)
                    ? null
                    : throw RefusedException.BadRequest("the only transfer coding is chunked, without a length");
            }
            return !hasLength ? 0
                : long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw RefusedException.BadRequest("the content length is not a number");
        }
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="RefusedException">It is none, or too much.</exception>
    public static RequestHead Parse(ReadOnlySpan<byte> bytes, int mostHeaders)
    {
        // Latin-1, so that a byte is a character and none is lost.
        var text = Encoding.GetEncoding(28591).GetString(bytes.ToArray());
        var lines = text.Split(["\r\n"], StringSplitOptions.None);
        var (method, target, isVersion10) = ParseFirstLine(lines[0]);
        if (lines.Length - 1 > mostHeaders)
        {
            throw new RefusedException(431, "too many headers");
        }
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            AddHeader(headers, line);
        }
        var head = new RequestHead(method, target, isVersion10, headers);
        head.CheckHost();
        return head;
    }

    private static (string Method, string Target, bool IsVersion10) ParseFirstLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]) || parts[1].Length == 0 || parts[1].Any(letter => letter is <= ' ' or >= '\x7f'))
        {
            throw RefusedException.BadRequest("the request line is malformed");
        }
        if (parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            throw RefusedException.BadRequest("only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        var target = parts[1][0] == '/' ? parts[1]
            : Uri.TryCreate(parts[1], UriKind.Absolute, out var uri) && uri.Scheme == "http" ? uri.PathAndQuery
            : throw RefusedException.BadRequest("the request line names no path");
        return (parts[0], target, parts[2] == "HTTP/1.0");
    }

    private static void AddHeader(Dictionary<string, string> headers, string line)
    {
        var colon = line.IndexOf(':');
        var name = colon < 0 ? string.Empty : line.Substring(0, colon);
        var value = line.Substring(colon + 1).Trim(' ', '\t');
        if (!IsToken(name) || value.Any(letter => letter is < ' ' and not '\t' or '\x7f'))
        {
            throw RefusedException.BadRequest("a header is malformed");
        }
        if (!headers.TryGetValue(name, out var before))
        {
            headers.Add(name, value);
        }
        else if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.BadRequest($"the header {name} is there twice");
        }
        else
        {
            headers[name] = $"{before}, {value}";
        }
    }

    /// <summary>A page in a browser may reach this port under a name of its own; it gets nothing.</summary>
    private void CheckHost()
    {
        if (!Headers.TryGetValue("Host", out var host))
        {
            if (!IsVersion10)
            {
                throw RefusedException.BadRequest("the header Host is missing");
            }
            return;
        }
        if (!Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri) || !uri.IsLoopback)
        {
            throw new RefusedException(421, "this server answers for the loopback address only");
        }
    }

    private bool HasToken(string header, string token) =>
        Headers.TryGetValue(header, out var value)
        && value.Split(',').Any(each => each.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    private static bool IsToken(string text) => text.Length > 0 && text.All(letter =>
        letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' || TokenMarks.Contains(letter));
}
