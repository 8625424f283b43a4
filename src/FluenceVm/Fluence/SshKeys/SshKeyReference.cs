using FluenceVm.Model;

namespace FluenceVm.Fluence.SshKeys;

/// <summary>A registered SSH key as a user names it: a name, a fingerprint, or the object itself.</summary>
public sealed class SshKeyReference
{
    /// <summary>By name or fingerprint.</summary>
    /// <param name="nameOrFingerprint">The text.</param>
    public SshKeyReference(string nameOrFingerprint) => Text = string.IsNullOrWhiteSpace(nameOrFingerprint)
        ? throw Fault.Argument(nameof(Messages.SshKeyReferenceEmpty))
        : nameOrFingerprint.Trim();

    /// <summary>By the object.</summary>
    /// <param name="key">The key.</param>
    public SshKeyReference(SshKey key) => Text = (key ?? throw new ArgumentNullException(nameof(key))).Fingerprint;

    /// <summary>The name or the fingerprint.</summary>
    public string Text { get; }

    /// <summary>Whether this key is meant. A fingerprint's case counts, a name's doesn't.</summary>
    /// <param name="key">The key.</param>
    public bool Matches(SshKey key) =>
        key is not null && (key.Fingerprint == Text || string.Equals(key.Name, Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name or the fingerprint.</summary>
    public override string ToString() => Text;
}
