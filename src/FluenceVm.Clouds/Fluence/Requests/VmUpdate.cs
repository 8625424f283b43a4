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

    /// <summary>
    /// The whole new list of SSH keys of a draft, in the words of an order: public keys, names or ids of registered ones
    /// (generation <c>Cloud</c>).
    /// </summary>
    public IReadOnlyList<string>? SshKeys { get; init; }

    /// <summary>The new cloud-init user data of a draft; an empty text takes them away (generation <c>Cloud</c>).</summary>
    public string? UserData { get; init; }

    /// <summary>The id of the cluster that a draft moves to (generation <c>Cloud</c>).</summary>
    public string? Cluster { get; init; }

    /// <summary>The id of the security group that filters it after its next restart (generation <c>Cloud</c>).</summary>
    public string? SecurityGroup { get; init; }
}
