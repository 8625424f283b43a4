using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>A change of one VM. What is null stays as it is.</summary>
public sealed class VmUpdate
{
    /// <summary>The VM's id.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The whole new list of open ports: a port that is left out is closed, 22/tcp included.</summary>
    public IReadOnlyList<VmPort>? OpenPorts { get; init; }
}
