using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>What became of one VM of a change of many.</summary>
public sealed class VmOutcome
{
    /// <summary>The VM's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Why it failed; null if it succeeded.</summary>
    public Exception? Error { get; init; }

    /// <summary>What belonged to the VM, was left on purpose, and goes on being billed (generation <c>Cloud</c>).</summary>
    public IReadOnlyList<Orphan> StillBilled { get; init; } = [];

    /// <summary>
    /// The name of a security group that was made for the VM's ports, costs nothing and could not be removed; null for none.
    /// </summary>
    public string? LeftGroup { get; init; }
}
