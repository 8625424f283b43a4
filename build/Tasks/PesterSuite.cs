using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>The Pester tests, where there is a PowerShell with Pester; elsewhere each file counts as skipped.</summary>
internal static class PesterSuite
{
    private static readonly string[] Generations = ["V3", "Cloud"];
    private const string Probe = "@(Get-Module -ListAvailable Pester | Where-Object Version -ge 5.5).Count";

    /// <param name="tally">Takes the counts.</param>
    /// <param name="installed">Whether the package is tried, installed and imported by its name, instead of the folder that was built.</param>
    public static void Run(TestTally tally, bool installed)
    {
        var files = Directory.GetFiles(Repository.In("tests", "Pester"), "*.Tests.ps1").Length;
        if (PowerShellHost.Find(out var reason) is not { } powerShell)
        {
            tally.Skip(files, $"Pester files, because {reason}.");
            return;
        }

        if (powerShell.Capture(Probe).Output.Trim() == "0")
        {
            tally.Skip(files, $"Pester files, because PowerShell {powerShell.Version} has no Pester 5.5 or newer (Install-Module Pester -Scope CurrentUser).");
            return;
        }

        var environment = new Dictionary<string, string>();
        if (installed)
        {
            InstalledPackage.Install(powerShell);
            environment["PSModulePath"] = InstalledPackage.ModuleFolder + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath");
        }

        foreach (var generation in Generations)
        {
            Run(tally, powerShell, environment, installed ? "FluenceVm" : Repository.Module, generation);
        }
    }

    private static void Run(TestTally tally, PowerShellHost powerShell, Dictionary<string, string> environment, string module, string generation)
    {
        var report = Repository.In("out", "test-results", $"pester-{generation}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        var (_, output) = powerShell.CaptureScript("tests/Pester/run.ps1", environment, "-Module", module, "-ReportPath", report, "-Generation", generation);
        if (!File.Exists(report))
        {
            tally.Fail($"Pester, generation {generation}", $"The run ended without a report. It printed:{Environment.NewLine}{output}");
            return;
        }

        var result = JsonSerializer.Deserialize<Report>(File.ReadAllText(report), JsonSerializerOptions.Web)!;
        tally.Pass(result.Passed);
        Array.ForEach(result.Failures, failure => tally.Fail(failure.Test, failure.Message));
        Array.ForEach(result.Skips, skip => tally.Skip(1, skip.Message));
        Console.WriteLine($"Pester on PowerShell {powerShell.Version}, generation {generation}: {result.Passed} passed, {result.Failures.Length} failed, {result.Skips.Length} skipped.");
    }

    private sealed record Report(int Passed, Outcome[] Failures, Outcome[] Skips);

    private sealed record Outcome(string Test, string Message);
}
