namespace FluenceVm.Clouds.Waiting;

/// <summary>How the wait for one machine ended.</summary>
public sealed class StateOutcome
{
    /// <summary>The machine's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Why it won't get there; null if it has.</summary>
    public Exception? Error { get; init; }
}
