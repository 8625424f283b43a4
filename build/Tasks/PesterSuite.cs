using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>The Pester tests: once in each generation, side by side. Without PowerShell or Pester, each file counts as skipped.</summary>
internal static class PesterSuite
{
    /// <param name="tally">Takes the counts.</param>
    /// <param name="installed">Whether the package is tried, installed and imported by its name, instead of the folder that was built.</param>
    public static void Run(TestTally tally, bool installed)
    {
        if (PowerShellHost.Find(out var reason) is not { } powerShell || PesterModule.Find(powerShell, out reason) is not { } pester)
        {
            tally.Skip(Directory.GetFiles(Repository.In("tests", "Pester"), "*.Tests.ps1").Length, $"Pester files, because {reason}.");
            return;
        }

        var environment = new Dictionary<string, string>();
        if (installed)
        {
            InstalledPackage.Install(powerShell);
            environment["PSModulePath"] = InstalledPackage.ModuleFolder + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath");
        }

        // The first generation has every file, and so takes longest.
        var generations = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.In("tests", "Pester", "Generations.json")))!;
        var passes = generations.Select(generation => new PesterPass(generation, installed ? "FluenceVm" : Repository.Module, pester)).ToList();
        Parallel.ForEach(passes, pass => pass.Run(powerShell, environment));
        passes.ForEach(pass => pass.Count(tally));
    }
}
