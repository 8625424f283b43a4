namespace FluenceVm.Build;

/// <summary>A PowerShell to run the module in.</summary>
internal sealed class PowerShellHost
{
    private PowerShellHost(string[] command, Version version) => (Command, Version) = (command, version);

    /// <summary>The program that starts it, and the arguments that come before its own.</summary>
    public string[] Command { get; }

    public Version Version { get; }

    /// <summary>
    /// The one that FLUENCEVM_POWERSHELL names, else <c>pwsh</c> on PATH, else the local tool of <c>.config/dotnet-tools.json</c>,
    /// which is restored once; null, and the reason, if none of them starts.
    /// </summary>
    public static PowerShellHost? Find(out string reason)
    {
        reason = "";
        if (Environment.GetEnvironmentVariable("FLUENCEVM_POWERSHELL") is { Length: > 0 } chosen)
        {
            return Probe(chosen)
                ?? throw new TaskFailedException($"FLUENCEVM_POWERSHELL names '{chosen}', which is not PowerShell 5.1, 7.4 or newer.");
        }

        var found = Probe("pwsh");
        if (found == null && Tool.Capture("dotnet", ["tool", "restore"]).ExitCode == 0)
        {
            found = Probe("dotnet", "tool", "run", "pwsh", "--");
        }

        if (found == null)
        {
            reason = "there is no pwsh 7.4 or newer on PATH, and the one of .config/dotnet-tools.json could not be restored and started";
        }

        return found;
    }

    /// <summary>Runs a script of the repository in a fresh process, its output shown.</summary>
    public int RunScript(string script) => Tool.Show(Command[0], Arguments("-File", Repository.In(script), []));

    /// <summary>Runs a script of the repository in a fresh process and gives what it printed.</summary>
    public (int? ExitCode, string Output) CaptureScript(
        string script,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments) =>
        Tool.Capture(Command[0], Arguments("-File", Repository.In(script), arguments), environment);

    /// <summary>Runs a command in a fresh process and gives what it printed.</summary>
    public (int? ExitCode, string Output) Capture(string command) => Tool.Capture(Command[0], Arguments("-Command", command, []));

    private IEnumerable<string> Arguments(string kind, string what, string[] arguments) =>
        [.. Command[1..], "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", kind, what, .. arguments];

    private static PowerShellHost? Probe(params string[] command)
    {
        string[] question = ["-NoProfile", "-NonInteractive", "-Command", "$PSVersionTable.PSVersion.ToString()"];
        var (code, output) = Tool.Capture(command[0], [.. command[1..], .. question]);
        if (code != 0 || !Version.TryParse(output.Trim().Split('-')[0], out var version))
        {
            return null;
        }

        return version >= new Version(7, 4) || version.Major == 5 ? new PowerShellHost(command, version) : null;
    }
}
