using System.Text.Json;

namespace FluenceVm.Build;

/// <summary>The Pester tests. Without PowerShell or Pester, each file counts as skipped.</summary>
internal static class PesterSuite
{
    /// <summary>
    /// The passes: two of the files that know no generation, of which one has machines and runbooks, and for each generation one of
    /// the others.
    /// </summary>
    /// <param name="tally">Takes the skips if there is nothing to run them with.</param>
    /// <param name="installed">Whether the package is tried, installed and imported by its name, and not the folder that was built.</param>
    public static IEnumerable<PesterPass> Passes(TestTally tally, bool installed)
    {
        if (PowerShellHost.Find(out var reason) is not { } powerShell || PesterModule.Find(powerShell, out reason) is not { } pester)
        {
            tally.Skip(Directory.GetFiles(Repository.In("tests", "Pester"), "*.Tests.ps1").Length, $"Pester files, because {reason}.");
            return [];
        }

        var environment = new Dictionary<string, string>();
        if (installed)
        {
            InstalledPackage.Install(powerShell);
            var others = Environment.GetEnvironmentVariable("PSModulePath");
            environment["PSModulePath"] = InstalledPackage.ModuleFolder + Path.PathSeparator + others;
        }

        var module = installed ? "FluenceVm" : Repository.Module;
        var generations = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.In("tests", "Pester", "Generations.json")))!;
        return [Pass(generations[0], "Module"), Pass(generations[0], "Others"), .. generations.Select(each => Pass(each, "Each"))];

        PesterPass Pass(string generation, string files) =>
            new(powerShell, environment, generation, files, ["-Module", module, "-Pester", pester]);
    }
}
