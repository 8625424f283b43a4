using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>An order of VMs that are alike.</summary>
public sealed class VmOrder
{
    /// <summary>Their name: letters, digits and hyphens.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The host name inside the VM; null for the service's default, the name.</summary>
    public string? HostName { get; init; }

    /// <summary>How many; at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The image's public address.</summary>
    public string OsImage { get; init; } = string.Empty;

    /// <summary>Public keys, or names of registered keys.</summary>
    public IReadOnlyList<string> SshKeys { get; init; } = [];

    /// <summary>The ports to open; 22/tcp is open by the service's default.</summary>
    public IReadOnlyList<VmPort> OpenPorts { get; init; } = [];

    /// <summary>What is asked of the marketplace.</summary>
    public VmConstraints Constraints { get; init; } = new();

    /// <summary>Cloud-init user data (generation <c>Cloud</c> only).</summary>
    public string? UserData { get; init; }
}
