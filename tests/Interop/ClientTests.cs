using System.Globalization;
using System.Text.Json;

namespace FluenceVm.Interop.Tests;

public sealed class CurlTests : ExampleTests
{
    protected override async Task<(int Status, string Body)> Send(string method, string url, string? body, string? header)
    {
        List<string> arguments = ["--silent", "--show-error", "--globoff", "--request", method, "--write-out", "\n%{http_code}", url];
        if (header is not null)
        {
            arguments.AddRange(["--header", header]);
        }
        if (body is not null)
        {
            arguments.AddRange(["--header", "Content-Type: application/json", "--data", body]);
        }
        var output = await ClientProgram.Run("curl", arguments);
        var end = output.LastIndexOf('\n');
        return (int.Parse(output.AsSpan(end + 1), CultureInfo.InvariantCulture), output[..end]);
    }
}

public sealed class WgetTests : ExampleTests
{
    protected override async Task<(int Status, string Body)> Send(string method, string url, string? body, string? header)
    {
        // wget says the status among its messages; with the headers in the output everything comes from one place.
        List<string> arguments = ["--quiet", "--save-headers", "--content-on-error", "--output-document=-", $"--method={method}", url];
        if (header is not null)
        {
            arguments.Add($"--header={header}");
        }
        if (body is not null)
        {
            arguments.AddRange(["--header=Content-Type: application/json", $"--body-data={body}"]);
        }
        const int ErrorResponse = 8;
        var output = await ClientProgram.Run("wget", arguments, ErrorResponse);
        if (output.Length == 0)
        {
            // It ended well and saved no headers: that is what it does with 204.
            return (204, output);
        }
        var end = output.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(output.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), output[(end + 4)..]);
    }
}

public sealed class NodeTests : ExampleTests
{
    private const string Script = """
        const [method, url, body, header] = process.argv.slice(1).map(text => text || undefined);
        const headers = body ? { 'Content-Type': 'application/json' } : {};
        if (header) { const at = header.indexOf(':'); headers[header.slice(0, at)] = header.slice(at + 1).trim(); }
        fetch(url, { method, body, headers }).then(async answer => console.log(JSON.stringify([answer.status, await answer.text()])));
        """;

    protected override async Task<(int Status, string Body)> Send(string method, string url, string? body, string? header) =>
        Answer.Parse(await ClientProgram.Run("node", ["--eval", Script, "--", method, url, body ?? string.Empty, header ?? string.Empty]));
}

public sealed class PythonTests : ExampleTests
{
    private const string Script = """
        import json, sys, urllib.error, urllib.request
        method, url, body, header = sys.argv[1:]
        request = urllib.request.Request(url, data=body.encode() if body else None, method=method)
        if body: request.add_header('Content-Type', 'application/json')
        if header: request.add_header(*[part.strip() for part in header.split(':', 1)])
        try: answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error: answer = error
        print(json.dumps([answer.status, answer.read().decode()]))
        """;

    protected override async Task<(int Status, string Body)> Send(string method, string url, string? body, string? header) =>
        Answer.Parse(await ClientProgram.Run("python3", ["-c", Script, method, url, body ?? string.Empty, header ?? string.Empty]));
}

/// <summary>What the scripts print: the status and the body in a JSON array.</summary>
internal static class Answer
{
    public static (int Status, string Body) Parse(string output)
    {
        using var json = JsonDocument.Parse(output);
        return (json.RootElement[0].GetInt32(), json.RootElement[1].GetString()!);
    }
}
