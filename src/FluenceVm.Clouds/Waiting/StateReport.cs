namespace FluenceVm.Clouds.Waiting;

/// <summary>What one look at a machine of either cloud found.</summary>
public sealed class StateReport
{
    /// <summary>The machine's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What it is doing, in its service's word.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>Why, where the service says so.</summary>
    public string? Reason { get; init; }
}
