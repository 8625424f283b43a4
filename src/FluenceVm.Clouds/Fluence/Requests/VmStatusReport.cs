namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>One VM's status, as <c>GET /vms/v3/status</c> gives it.</summary>
public sealed class VmStatusReport
{
    /// <summary>The VM's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What it is doing.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>Why it is in that status, in the service's words; null if the service doesn't say.</summary>
    public string? Reason { get; init; }

    /// <summary>When that last changed.</summary>
    public DateTimeOffset? StatusChangedAt { get; init; }

    /// <summary>Its public address, once it has one.</summary>
    public string? PublicIp { get; init; }
}
