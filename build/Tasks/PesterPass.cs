using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>One run of the Pester suite, in a process of its own.</summary>
/// <param name="powerShell">The PowerShell to run it in.</param>
/// <param name="environment">What to add to its environment.</param>
/// <param name="generation">The generation that tests take which don't say.</param>
/// <param name="files">Which files, as <c>run.ps1</c> calls them.</param>
/// <param name="arguments">The other arguments of <c>run.ps1</c>.</param>
internal sealed class PesterPass(
    PowerShellHost powerShell,
    IReadOnlyDictionary<string, string> environment,
    string generation,
    string files,
    string[] arguments) : TestRun
{
    private readonly string _name = $"Pester on PowerShell {powerShell.Version}, "
        + (files == "Module" ? "the module as a whole" : files == "Others" ? "machines and runbooks" : $"generation {generation}");

    private readonly string _report = Repository.In("out", "test-results", $"pester-{generation}-{files}.json");
    private string _output = "";

    protected override void Run()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_report)!);
        File.Delete(_report);
        string[] own = ["-Generation", generation, "-Files", files, "-ReportPath", _report];
        _output = powerShell.CaptureScript("tests/Pester/run.ps1", environment, [.. own, .. arguments]).Output;
    }

    protected override void Count(TestTally tally)
    {
        if (!File.Exists(_report))
        {
            tally.Fail(_name, $"The run ended without a report. It printed:{Environment.NewLine}{_output}");
            return;
        }

        var result = JsonSerializer.Deserialize<Report>(File.ReadAllText(_report), JsonSerializerOptions.Web)!;
        tally.Pass(result.Passed);
        Array.ForEach(result.Failures, failure => tally.Fail(failure.Test, failure.Message));
        Array.ForEach(result.Skips, skip => tally.Skip(1, skip.Message));
        var counts = $"{result.Passed} passed, {result.Failures.Length} failed, {result.Skips.Length} skipped";
        Console.WriteLine($"{_name}: {counts}, in {result.Seconds} s.");
    }

    private sealed record Report(int Seconds, int Passed, Outcome[] Failures, Outcome[] Skips);

    private sealed record Outcome(string Test, string Message);
}
