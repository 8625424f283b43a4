using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>Runs every test of the repository and counts them together.</summary>
internal static class TestTask
{
    private static readonly string Results = Repository.In("out", "test-results");

    public static int Run(string[] options)
    {
        var tally = new TestTally();
        if (options.Contains("--installed"))
        {
            PackageTask.Run([]);
            PesterSuite.Run(tally, installed: true);
            return tally.Report();
        }

        BuildAll();
        ModuleFolder.Assemble();
        RunXunit(tally, "Category!=Soak");
        PesterSuite.Run(tally, installed: false);
        return tally.Report();
    }

    /// <summary>The long campaigns, marked <c>[Trait("Category", "Soak")]</c>.</summary>
    public static int RunSoak()
    {
        BuildAll();
        Environment.SetEnvironmentVariable("FLUENCEVM_SOAK", "1");
        var tally = new TestTally();
        RunXunit(tally, "Category=Soak");
        tally.Report();
        return tally.Failed == 0 ? 0 : 1;
    }

    private static void BuildAll() =>
        Tool.Quiet("dotnet", "build", "VmModule.sln", "--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet");

    private static void RunXunit(TestTally tally, string filter)
    {
        var report = Path.Combine(Results, "xunit.trx");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        var assemblies = Directory.GetFiles(Repository.In("tests"), "*.csproj", SearchOption.AllDirectories)
            // A program that tests start is no test itself.
            .Where(project => !File.ReadAllText(project).Contains("<OutputType>", StringComparison.Ordinal))
            .Select(project => Path.Combine(Path.GetDirectoryName(project)!, "bin", Repository.Configuration, "net10.0", Path.GetFileNameWithoutExtension(project) + ".dll"));
        var (code, output) = Tool.Capture("dotnet", ["test", .. assemblies, "--filter", filter, "--logger", $"trx;LogFileName={report}", "--nologo"]);

        var failedBefore = tally.Failed;
        if (File.Exists(report))
        {
            Count(tally, XDocument.Load(report));
        }

        // A crashed test process leaves a report in which nothing has failed, or none.
        if (code != 0 && tally.Failed == failedBefore)
        {
            tally.Fail("dotnet test", output);
        }

        Console.WriteLine($"xunit: {tally.Passed} passed, {tally.Failed} failed, {tally.Skipped} skipped.");
    }

    private static void Count(TestTally tally, XDocument report)
    {
        var ns = report.Root!.Name.Namespace;
        foreach (var result in report.Descendants(ns + "UnitTestResult"))
        {
            var name = result.Attribute("testName")!.Value;
            var error = result.Element(ns + "Output")?.Element(ns + "ErrorInfo");
            var message = error?.Element(ns + "Message")?.Value ?? result.Element(ns + "Output")?.Element(ns + "StdOut")?.Value ?? "no reason given";
            switch (result.Attribute("outcome")!.Value)
            {
                case "Passed":
                    tally.Pass(1);
                    break;
                case "NotExecuted":
                    tally.Skip(1, message.Trim());
                    break;
                default:
                    tally.Fail(name, $"{message}{Environment.NewLine}{error?.Element(ns + "StackTrace")?.Value}");
                    break;
            }
        }
    }
}
