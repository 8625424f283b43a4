using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>samples/EmulatorHost in a process of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri uri) => (_process, Uri) = (process, uri);

    public Uri Uri { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<HostProcess> Start(params string[] arguments)
    {
        var process = Launch(arguments);
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.StartsWith("Listening on ", StringComparison.Ordinal) != true)
        {
            throw new InvalidOperationException($"The host said '{line}' and '{await process.StandardError.ReadToEndAsync()}'.");
        }
        return new HostProcess(process, new Uri(line["Listening on ".Length..]));
    }

    /// <summary>Starts it if it isn't going to stay, and returns its exit code and what it complained of.</summary>
    public static async Task<(int Code, string Errors)> Run(params string[] arguments)
    {
        using var process = Launch(arguments);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>Ends it without a chance to do anything about it.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end (SIGTERM 15, SIGINT 2) and returns its exit code.</summary>
    public async Task<int> Signal(int signal)
    {
        Assert.Equal(0, SendSignal(_process.Id, signal));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private static Process Launch(string[] arguments)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "EmulatorHost.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
