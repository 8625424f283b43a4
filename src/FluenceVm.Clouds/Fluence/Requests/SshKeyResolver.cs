using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>Finds what an order is sent for an SSH key that a user gives as text or names.</summary>
public static class SshKeyResolver
{
    /// <summary>The whole public key in one line, or the registered name of one whose text the service doesn't tell.</summary>
    /// <param name="client">Lists the registered keys, where the text is not a key.</param>
    /// <param name="sshKey">A public key, or the name or fingerprint of a registered one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FormatException">It is a private key, a smartcard key or a damaged one.</exception>
    /// <exception cref="ArgumentException">It is neither a key nor the name of exactly one.</exception>
    public static async Task<string> ResolveAsync(IFluenceClient client, string sshKey, CancellationToken cancellationToken)
    {
        _ = client ?? throw new ArgumentNullException(nameof(client));
        if (SshPublicKey.LooksLikeKey(sshKey))
        {
            return SshPublicKey.Parse(sshKey).Text;
        }
        if (client.ApiVersion == FluenceApiVersion.Cloud && Guid.TryParseExact(sshKey, "D", out _))
        {
            return sshKey;
        }
        var keys = await client.ListSshKeysAsync(cancellationToken);
        var key = RegisteredKeys.Find(keys, sshKey, each => each.Name, each => each.Fingerprint);
        return key.PublicKey ?? key.Name ?? key.Fingerprint;
    }
}
