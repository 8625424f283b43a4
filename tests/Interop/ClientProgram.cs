using System.Diagnostics;

namespace FluenceVm.Interop.Tests;

/// <summary>A program that this project didn't write, run with an argument list and without a shell.</summary>
internal static class ClientProgram
{
    /// <summary>Runs it; skips the test with the reason if it isn't there.</summary>
    /// <param name="name">The program's name on PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="alsoFine">An exit code besides 0 that is not a failure.</param>
    /// <returns>What it wrote to its output; the test fails where it ends with an error.</returns>
    public static async Task<string> Run(string name, IEnumerable<string> arguments, int alsoFine = 0)
    {
        var path = Find(name) ?? throw new SkipException($"There is no {name} on PATH.");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A proxy that the machine is set up with has no business between here and the loopback address.
        start.Environment["no_proxy"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 || process.ExitCode == alsoFine, $"{name} ended with {process.ExitCode}: {await errors}");
        return output;
    }

    /// <summary>Where it is; null if it isn't on PATH.</summary>
    /// <param name="name">The program's name.</param>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);
}
