using System.Diagnostics;
using System.Text.Json;

namespace FluenceVm.Bench;

/// <summary>Runs the scripts, each time in a fresh PowerShell, and takes their figures.</summary>
internal sealed class PowerShellRunner(IReadOnlyList<string> command)
{
    /// <summary>The figures that a script gives, after whatever its commands told the host.</summary>
    public async Task<IReadOnlyDictionary<string, double>> RunAsync(string script, params string[] arguments)
    {
        var output = await TextAsync(command, script, arguments);
        return JsonSerializer.Deserialize<Dictionary<string, double>>(output[output.LastIndexOf('{')..])!;
    }

    /// <summary>Runs a script below another program, which watches it.</summary>
    public Task RunBelowAsync(IEnumerable<string> watcher, string script, params string[] arguments) =>
        TextAsync([.. watcher, .. command], script, arguments);

    public async Task<string> VersionAsync() => (await StartAsync(command, ["-Command", "$PSVersionTable.PSVersion.ToString()"])).Trim();

    private static Task<string> TextAsync(IReadOnlyList<string> program, string script, string[] arguments) =>
        StartAsync(program, ["-File", Path.Combine(AppContext.BaseDirectory, "scripts", script + ".ps1"), .. arguments]);

    private static async Task<string> StartAsync(IReadOnlyList<string> program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(
            program[0],
            [.. program.Skip(1), "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", .. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["FLUENCE_API_KEY"] = "bench-key-not-a-secret", ["POWERSHELL_TELEMETRY_OPTOUT"] = "1" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {output}");
    }
}
