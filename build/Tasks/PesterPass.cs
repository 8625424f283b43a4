using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>One run of the Pester suite, in a process of its own.</summary>
/// <param name="generation">The generation that tests take which don't say.</param>
/// <param name="module">The module under test: its folder, or its name if it is installed.</param>
/// <param name="pester">Pester's name or path.</param>
internal sealed class PesterPass(string generation, string module, string pester)
{
    private readonly string _report = Repository.In("out", "test-results", $"pester-{generation}.json");
    private string _output = "";

    public void Run(PowerShellHost powerShell, IReadOnlyDictionary<string, string> environment)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_report)!);
        File.Delete(_report);
        string[] arguments = ["-Module", module, "-ReportPath", _report, "-Generation", generation, "-Pester", pester];
        _output = powerShell.CaptureScript("tests/Pester/run.ps1", environment, arguments).Output;
    }

    public void Count(TestTally tally)
    {
        if (!File.Exists(_report))
        {
            tally.Fail($"Pester, generation {generation}", $"The run ended without a report. It printed:{Environment.NewLine}{_output}");
            return;
        }

        var result = JsonSerializer.Deserialize<Report>(File.ReadAllText(_report), JsonSerializerOptions.Web)!;
        tally.Pass(result.Passed);
        Array.ForEach(result.Failures, failure => tally.Fail(failure.Test, failure.Message));
        Array.ForEach(result.Skips, skip => tally.Skip(1, skip.Message));
        Console.WriteLine(
            $"Pester on PowerShell {result.PowerShell}, generation {generation}, in {result.Seconds} s: "
            + $"{result.Passed} passed, {result.Failures.Length} failed, {result.Skips.Length} skipped.");
    }

    private sealed record Report(string PowerShell, int Seconds, int Passed, Outcome[] Failures, Outcome[] Skips);

    private sealed record Outcome(string Test, string Message);
}
