namespace FluenceVm.Build;

/// <summary>What a test run came to. A failure is told by name and message, a skip by its reason.</summary>
internal sealed class TestTally
{
    private readonly List<(string Test, string Message)> _failures = [];
    private readonly List<(int Count, string Reason)> _skips = [];

    public int Passed { get; private set; }

    public int Failed => _failures.Count;

    public int Skipped => _skips.Sum(skip => skip.Count);

    public void Pass(int count) => Passed += count;

    public void Fail(string test, string message) => _failures.Add((test, message));

    public void Skip(int count, string reason) => _skips.Add((count, reason));

    public void Add(TestTally other)
    {
        Passed += other.Passed;
        _failures.AddRange(other._failures);
        _skips.AddRange(other._skips);
    }

    /// <summary>Prints failures, skips and, as the last line, the counts.</summary>
    /// <returns>The exit code: nothing passed is no success.</returns>
    public int Report()
    {
        foreach (var (test, message) in _failures)
        {
            Console.WriteLine($"{Environment.NewLine}FAILED {test}");
            Console.WriteLine("  " + message.Trim().ReplaceLineEndings(Environment.NewLine + "  "));
        }

        foreach (var reason in _skips.GroupBy(skip => skip.Reason, skip => skip.Count))
        {
            Console.WriteLine($"Skipped {reason.Sum()}: {reason.Key}");
        }

        Console.WriteLine($"{Passed} passed, {Failed} failed, {Skipped} skipped");
        return Failed == 0 && Passed > 0 ? 0 : 1;
    }
}
