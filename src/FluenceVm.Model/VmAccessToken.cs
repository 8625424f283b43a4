using System.Security;

namespace FluenceVm.Model;

/// <summary>
/// Opens the console of one VM for a few minutes, at a gateway of the service (docs/services/fluence-cloud.md). What the gateway is
/// told besides isn't documented.
/// </summary>
public sealed class VmAccessToken
{
    /// <summary>The id of the VM.</summary>
    public string VmId { get; init; } = string.Empty;

    /// <summary>The address of the gateway, as the service writes it; null if it doesn't say.</summary>
    public string? Gateway { get; init; }

    /// <summary>The workspace, which is part of the gateway's paths; null if the service doesn't say.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>Until when the token is good, UTC; null if that can't be read.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The token, which the gateway takes as Bearer.</summary>
    public SecureString Token { get; init; } = new();

    /// <summary>The VM's id, never the token.</summary>
    public override string ToString() => VmId;
}
