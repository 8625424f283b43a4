using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>The xunit tests of test projects.</summary>
/// <param name="name">What the run is called.</param>
/// <param name="assemblies">The assemblies, which run one after the other.</param>
/// <param name="filter">Which of their tests, as <c>dotnet test --filter</c> takes it.</param>
internal sealed class XunitRun(string name, IEnumerable<string> assemblies, string filter) : TestRun
{
    private readonly string _report = Repository.In("out", "test-results", $"{name}.trx");
    private int? _exitCode;
    private string _output = "";

    /// <summary>A run of everything.</summary>
    public static XunitRun OfAll(string filter) => new("xunit", Assemblies(), filter);

    /// <summary>A run for each assembly. What waits for other programs comes first, and what keeps every processor busy last.</summary>
    public static IEnumerable<XunitRun> OfEach(string filter) => Assemblies()
        .OrderDescending(StringComparer.Ordinal)
        .Select(assembly => new XunitRun(Path.GetFileNameWithoutExtension(assembly), [assembly], filter));

    protected override void Run()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_report)!);
        File.Delete(_report);
        string[] options = ["--filter", filter, "--logger", $"trx;LogFileName={_report}", "--nologo"];
        (_exitCode, _output) = Tool.Capture("dotnet", ["test", .. assemblies, .. options]);
    }

    protected override void Count(TestTally tally)
    {
        var counts = new TestTally();
        if (File.Exists(_report))
        {
            Count(counts, XDocument.Load(_report));
        }

        // A crashed test process leaves a report in which nothing has failed, or none.
        if (_exitCode != 0 && counts.Failed == 0)
        {
            counts.Fail("dotnet test", _output);
        }

        Console.WriteLine($"{name}: {counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped.");
        tally.Add(counts);
    }

    private static IEnumerable<string> Assemblies() =>
        Directory.GetFiles(Repository.In("tests"), "*.csproj", SearchOption.AllDirectories)
            .Where(HasTests)
            .Select(Assembly);

    // A program that tests start has none, and neither has what they share.
    private static bool HasTests(string project) =>
        File.ReadAllText(project) is var text
        && !text.Contains("<OutputType>", StringComparison.Ordinal)
        && !text.Contains("<IsTestProject>false<", StringComparison.Ordinal);

    private static string Assembly(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project) + ".dll";
        return Path.Combine(Path.GetDirectoryName(project)!, "bin", Repository.Configuration, "net10.0", name);
    }

    private static void Count(TestTally tally, XDocument report)
    {
        var ns = report.Root!.Name.Namespace;
        foreach (var result in report.Descendants(ns + "UnitTestResult"))
        {
            var name = result.Attribute("testName")!.Value;
            var output = result.Element(ns + "Output");
            var error = output?.Element(ns + "ErrorInfo");
            var message = error?.Element(ns + "Message")?.Value ?? output?.Element(ns + "StdOut")?.Value ?? "no reason given";
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
