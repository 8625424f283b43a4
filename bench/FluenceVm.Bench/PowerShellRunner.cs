using System.Diagnostics;
using System.Text.Json;

namespace FluenceVm.Bench;

/// <summary>Runs the scripts, each time in a fresh PowerShell, and takes their figures.</summary>
internal sealed class PowerShellRunner(IReadOnlyList<string> command)
{
    public async Task<IReadOnlyDictionary<string, double>> RunAsync(string script, params string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "scripts", script + ".ps1");
        var output = await RunTextAsync(["-File", path, .. arguments]);
        return JsonSerializer.Deserialize<Dictionary<string, double>>(output)!;
    }

    public async Task<string> VersionAsync() => (await RunTextAsync(["-Command", "$PSVersionTable.PSVersion.ToString()"])).Trim();

    private async Task<string> RunTextAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            command[0],
            [.. command.Skip(1), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {output}");
    }
}
