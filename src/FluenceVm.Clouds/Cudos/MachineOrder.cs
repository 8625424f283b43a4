using System.Numerics;

namespace FluenceVm.Clouds.Cudos;

/// <summary>An order of a machine.</summary>
public sealed class MachineOrder
{
    /// <summary>Its id, unique for ever among all machines of the contract.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The image's id.</summary>
    public string ImageId { get; init; } = string.Empty;

    /// <summary>The machine type's id.</summary>
    public string MachineTypeId { get; init; } = string.Empty;

    /// <summary>A public key in OpenSSH's one-line form; not of a smartcard (<c>sk-..</c>).</summary>
    public string SshKey { get; init; } = string.Empty;

    /// <summary>Where it runs; null for anywhere.</summary>
    public string? Region { get; init; }

    /// <summary>The coins that become its credit, in acudos.</summary>
    public BigInteger Credit { get; init; }
}
