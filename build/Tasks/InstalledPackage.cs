namespace FluenceVm.Build;

/// <summary>The package, installed from a local repository into a fresh place.</summary>
internal static class InstalledPackage
{
    private static readonly string Home = Repository.In("out", "installed");

    /// <summary>Where PowerShell puts a user's modules below a home folder; also if nothing of it is usual, as on Windows.</summary>
    public static string ModuleFolder { get; } = Path.Combine(Home, ".local", "share", "powershell", "Modules");

    public static void Install(PowerShellHost powerShell)
    {
        if (Directory.Exists(Home))
        {
            Directory.Delete(Home, recursive: true);
        }

        Directory.CreateDirectory(ModuleFolder);
        var fresh = new Dictionary<string, string> { ["HOME"] = Home, ["XDG_DATA_HOME"] = "", ["XDG_CONFIG_HOME"] = "" };
        string[] folders = ["-PackageFolder", Repository.In("out"), "-ModuleFolder", ModuleFolder];
        var (code, output) = powerShell.CaptureScript("build/Tasks/install.ps1", fresh, folders);
        if (code != 0)
        {
            throw new TaskFailedException($"The package could not be installed:{Environment.NewLine}{output}");
        }
    }
}
