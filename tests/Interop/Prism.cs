using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FluenceVm.Tests.Support;

namespace FluenceVm.Interop.Tests;

/// <summary>
/// Prism, a mock server and a validating proxy for OpenAPI files (npm, <c>@stoplight/prism-cli</c>), installed beside the
/// build's output. It puts what breaks the file into a header of the response.
/// </summary>
internal sealed class Prism : IAsyncDisposable
{
    public const string ViolationsHeader = "sl-violations";
    private const string Package = "@stoplight/prism-cli@5.16.0";
    private static readonly Lazy<Task<string>> Program = new(InstallAsync);
    private readonly Process _process;

    private Prism(Process process, Uri uri) => (_process, Uri) = (process, uri);

    public Uri Uri { get; }

    public static async Task<Prism> MockAsync() => await StartAsync("mock", null);

    public static async Task<Prism> ProxyAsync(Uri upstream) => await StartAsync("proxy", upstream);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Prism> StartAsync(string command, Uri? upstream)
    {
        var contract = OpenApiFile.Find() ?? throw new SkipException(OpenApiFile.WhyAbsent);
        var node = ClientProgram.Find("node") ?? throw new SkipException("There is no node on PATH.");
        var program = await Program.Value;
        var port = FreePort();
        List<string> arguments = [program, command, "--port", $"{port}", "--host", "127.0.0.1", contract];
        if (upstream is not null)
        {
            arguments.Add(upstream.ToString().TrimEnd('/'));
        }
        var process = Process.Start(new ProcessStartInfo(node, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var prism = new Prism(process, new Uri($"http://127.0.0.1:{port}/"));
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (line.Contains("is listening", StringComparison.Ordinal))
            {
                // Its log would fill the pipe.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                return prism;
            }
        }
        Assert.Fail($"Prism ended: {string.Join('\n', output)}{await process.StandardError.ReadToEndAsync()}");
        return prism;
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "prism")).FullName;
        var program = Path.Combine(folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        if (!File.Exists(program))
        {
            try
            {
                await ClientProgram.Run("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", Package]);
            }
            catch (Xunit.Sdk.XunitException failed)
            {
                throw new SkipException($"npm can't install {Package}: {failed.Message}");
            }
        }
        return program;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
