namespace FluenceVm.Engine;

/// <summary>What came of a wait for machines.</summary>
internal sealed class WaitResult
{
    private readonly List<string> _reached = [];
    private readonly List<(Exception Error, object Target)> _failures = [];

    /// <summary>Those that have got there.</summary>
    public IReadOnlyList<string> Reached => _reached;

    public void Add(string id) => _reached.Add(id);

    public void Add(Exception error, object target) => _failures.Add((error, target));

    public void WriteFailures(AsyncCmdlet cmdlet) => _failures.ForEach(failure => cmdlet.WriteFailure(failure.Error, failure.Target));
}
