namespace FluenceVm.Model;

/// <summary>A public SSH key that is registered with Fluence.</summary>
public sealed class SshKey
{
    /// <summary>Its name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Its fingerprint, <c>SHA256:..</c>, which identifies it.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>The algorithm, for example <c>ssh-ed25519</c>.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The comment at the key's end.</summary>
    public string? Comment { get; init; }

    /// <summary>The public key in OpenSSH's one-line form.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Whether new VMs may be ordered with it; null if the service doesn't say.</summary>
    public bool? Active { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name, or the fingerprint.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Fingerprint : Shown.Short(Name!);
}
