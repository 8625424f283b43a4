namespace FluenceVm.Build;

/// <summary>A part of the suite that runs on its own, beside others.</summary>
internal abstract class TestRun
{
    /// <summary>Runs the parts side by side, the first ones first, and counts them in their order.</summary>
    public static void RunAll(IReadOnlyList<TestRun> runs, TestTally tally)
    {
        // Two for each processor, because a part waits for half of its time.
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount };
        Parallel.ForEachAsync(runs, sideBySide, (run, stop) => new ValueTask(Task.Run(run.Run, stop))).GetAwaiter().GetResult();
        foreach (var run in runs)
        {
            run.Count(tally);
        }
    }

    /// <summary>Runs it and keeps the outcome.</summary>
    protected abstract void Run();

    /// <summary>Adds the outcome to a tally.</summary>
    protected abstract void Count(TestTally tally);
}
