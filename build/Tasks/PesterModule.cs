namespace FluenceVm.Build;

/// <summary>The Pester that the suite runs with.</summary>
internal static class PesterModule
{
    private const string Probe = "@(Get-Module -ListAvailable Pester | Where-Object Version -ge 5.5).Count";

    /// <summary>
    /// What <c>Import-Module</c> takes: the name if PowerShell has a Pester that is new enough, else the path of the one that
    /// Directory.Packages.props pins, which is restored once; null, and the reason, if it can't be.
    /// </summary>
    public static string? Find(PowerShellHost powerShell, out string reason)
    {
        reason = "";
        if (powerShell.Capture(Probe).Output.Trim() is not "0")
        {
            return "Pester";
        }

        var (code, output) = Tool.Capture("dotnet", ["build", "build/Pester", "-target:Fetch", "-getProperty:PkgPester"]);
        if (code == 0)
        {
            return Path.Combine(output.Trim(), "tools", "Pester.psd1");
        }

        reason = $"PowerShell {powerShell.Version} has no Pester 5.5 or newer, and the package of build/Pester could not be restored";
        return null;
    }
}
