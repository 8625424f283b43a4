using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Ssh;

namespace FluenceVm.Clouds.Fluence.Cloud.Accounts;

/// <summary>The registered SSH keys, and what an order's entries mean among them.</summary>
internal sealed class KnownSshKeys(IReadOnlyList<CloudSshKeyWire> known)
{
    /// <summary>The id that an entry means; null for a public key that isn't registered yet.</summary>
    /// <exception cref="ArgumentException">It is neither an id nor a public key, and no key is called so.</exception>
    public string? IdOf(string entry)
    {
        if (CloudIds.IsId(entry))
        {
            return entry;
        }
        if (SshPublicKey.LooksLikeKey(entry))
        {
            return CloudSshKeys.Find(known, SshPublicKey.Parse(entry)) is { } registered ? CloudSshKeys.IdOf(registered) : null;
        }
        return CloudSshKeys.IdOf(RegisteredKeys.Find(known, entry, each => each.Name, each => each.Fingerprint));
    }
}
