namespace FluenceVm.Build;

/// <summary>Runs every test of the repository and counts them together.</summary>
internal static class TestTask
{
    private const string Solution = "VmModule.sln";

    public static int Run(string[] options)
    {
        var tally = new TestTally();
        if (options.Contains("--installed"))
        {
            PackageTask.Run([]);
            TestRun.RunAll([.. PesterSuite.Passes(tally, installed: true)], tally);
            return tally.Report();
        }

        BuildTask.Make(Solution);
        // Pester's passes take longest, so they begin.
        TestRun.RunAll([.. PesterSuite.Passes(tally, installed: false), .. XunitRun.OfEach("Category!=Soak")], tally);
        return tally.Report();
    }

    /// <summary>The long campaigns, marked <c>[Trait("Category", "Soak")]</c>.</summary>
    public static int RunSoak()
    {
        BuildTask.Build(Solution);
        Environment.SetEnvironmentVariable("FLUENCEVM_SOAK", "1");
        var tally = new TestTally();
        TestRun.RunAll([XunitRun.OfAll("Category=Soak")], tally);
        tally.Report();
        return tally.Failed == 0 ? 0 : 1;
    }
}
