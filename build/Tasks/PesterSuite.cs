using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>The Pester tests, where there is a PowerShell with Pester; elsewhere each file counts as skipped.</summary>
internal static class PesterSuite
{
    private const string Probe = "@(Get-Module -ListAvailable Pester | Where-Object Version -ge 5.5).Count";

    /// <param name="tally">Takes the counts.</param>
    /// <param name="module">The module under test: its folder.</param>
    public static void Run(TestTally tally, string module)
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

        var report = Repository.In("out", "test-results", "pester.json");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        powerShell.RunScript("tests/Pester/run.ps1", "-ModulePath", module, "-ReportPath", report);
        if (!File.Exists(report))
        {
            tally.Fail("Pester", "The run ended without a report; its output is above.");
            return;
        }

        var result = JsonSerializer.Deserialize<Report>(File.ReadAllText(report), JsonSerializerOptions.Web)!;
        tally.Pass(result.Passed);
        Array.ForEach(result.Failures, failure => tally.Fail(failure.Test, failure.Message));
        Array.ForEach(result.Skips, skip => tally.Skip(1, skip.Message));
        Console.WriteLine($"Pester on PowerShell {powerShell.Version}: {result.Passed} passed, {result.Failures.Length} failed, {result.Skips.Length} skipped.");
    }

    private sealed record Report(int Passed, Outcome[] Failures, Outcome[] Skips);

    private sealed record Outcome(string Test, string Message);
}
