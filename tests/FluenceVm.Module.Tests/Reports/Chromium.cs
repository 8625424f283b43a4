using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FluenceVm.ModuleTests.Reports;

/// <summary>A headless Chromium with one page, led over its DevTools protocol. It keeps what the page logs and asks for.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly ClientWebSocket _socket = new();
    private readonly Process _process;
    private readonly string _profile;
    private int _number;
    private string? _session;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>What the page wrote to its console, what it violated, and exceptions.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses that it asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The path of a Chromium; null if this machine has none.</summary>
    public static string? Path => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        Skip.If(Path is null, "There is no Chromium on PATH (Debian's package chromium).");
        var profile = Directory.CreateTempSubdirectory("fluencevm-chromium").FullName;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Path!, arguments) { RedirectStandardError = true })!;
        var browser = new Chromium(process, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a file, and waits until it is loaded.</summary>
    public async Task OpenAsync(string file)
    {
        await SendAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        while (await EvaluateAsync("document.readyState + ' ' + location.protocol") != "complete file:")
        {
            await Task.Yield();
        }
    }

    /// <summary>The value of an expression, as a text.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression = $"String({expression})", awaitPromise = true });
        return answer["exceptionDetails"] is { } details ? throw new InvalidOperationException(details.ToJsonString())
            : (string)answer["result"]!["value"]!;
    }

    public Task<JsonNode> SendAsync(string method, object parameters) => SendAsync(method, parameters, _session);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync()
    {
        const string Told = "DevTools listening on ";
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("Chromium has ended.");
        }
        while (!line.StartsWith(Told, StringComparison.Ordinal));
        // Whatever else it says must not fill its pipe.
        _ = _process.StandardError.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(line[Told.Length..]), CancellationToken.None);
        var target = await SendAsync("Target.createTarget", new { url = "about:blank" }, null);
        var attached = await SendAsync("Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true }, null);
        _session = (string)attached["sessionId"]!;
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "Performance" })
        {
            await SendAsync($"{domain}.enable", new { });
        }
    }

    private async Task<JsonNode> SendAsync(string method, object parameters, string? session)
    {
        var id = ++_number;
        var message = new JsonObject
        {
            ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters),
        };
        if (session is not null)
        {
            message["sessionId"] = session;
        }
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            var answer = await ReceiveAsync();
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
            }
            Note((string?)answer["method"], answer["params"]);
        }
    }

    private void Note(string? method, JsonNode? parameters)
    {
        if (method is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded")
        {
            Complaints.Add(parameters!.ToJsonString());
        }
        else if (method == "Network.requestWillBeSent")
        {
            Requests.Add((string)parameters!["request"]!["url"]!);
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
