using System.Security.Cryptography;
using System.Text;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>A registered public key.</summary>
internal sealed record SshKey(
    string Name, string Fingerprint, string Algorithm, string Comment, string PublicKey, DateTimeOffset CreatedAt);

/// <summary>The account's SSH keys, in the order of their registration.</summary>
internal sealed class SshKeys
{
    private readonly List<SshKey> _keys = [];

    public IReadOnlyList<SshKey> All => _keys;

    /// <summary>Registers a key; one whose fingerprint is known already comes back as it is.</summary>
    /// <exception cref="RefusedException">It is not a public key, or another key has the name.</exception>
    public (SshKey Key, bool IsNew) Register(string name, string publicKey, DateTimeOffset now)
    {
        if (name.Trim().Length == 0)
        {
            throw RefusedException.BadRequest("invalid field `name`: expected a name");
        }
        if (Parse(publicKey) is not { } parsed)
        {
            throw RefusedException.BadRequest("Invalid SSH public key");
        }
        if (_keys.Find(key => key.Fingerprint == parsed.Fingerprint) is { } known)
        {
            return (known, false);
        }
        if (HasName(name))
        {
            throw new RefusedException(409, "An SSH key with this name already exists");
        }
        var added = new SshKey(name, parsed.Fingerprint, parsed.Algorithm, parsed.Comment, publicKey.Trim(), now);
        _keys.Add(added);
        return (added, true);
    }

    public bool Remove(string fingerprint) => _keys.RemoveAll(key => key.Fingerprint == fingerprint) > 0;

    public void Restore(SshKey key) => _keys.Add(key);

    /// <summary>Checks what an order names: public keys, or names of registered ones.</summary>
    /// <exception cref="RefusedException">One is neither.</exception>
    public void Check(IReadOnlyList<string> keys)
    {
        if (keys.Any(key => !HasName(key) && Parse(key) is null))
        {
            throw RefusedException.BadRequest("invalid field `sshKeys`: expected public keys, or names of registered keys");
        }
    }

    private bool HasName(string name) => _keys.Exists(key => key.Name == name);

    /// <summary>Reads a key in OpenSSH's one-line form; null if it is none.</summary>
    private static (string Algorithm, string Comment, string Fingerprint)? Parse(string text)
    {
        var parts = text.Trim().Split([' '], 3);
        if (parts.Length < 2 || text.Trim().IndexOfAny(['\r', '\n']) >= 0)
        {
            return null;
        }
        byte[] blob;
        try
        {
            blob = Convert.FromBase64String(parts[1]);
        }
        catch (FormatException)
        {
            return null;
        }
        if (!IsWhole(blob, parts[0]))
        {
            return null;
        }
        using var sha = SHA256.Create();
        var fingerprint = "SHA256:" + Convert.ToBase64String(sha.ComputeHash(blob)).TrimEnd('=');
        return (parts[0], parts.Length == 3 ? parts[2].Trim() : string.Empty, fingerprint);
    }

    /// <summary>Whether the fields fill the blob exactly and the first one names the algorithm (RFC 4253, section 6.6).</summary>
    private static bool IsWhole(byte[] blob, string algorithm)
    {
        var fields = 0;
        var at = 0;
        while (at + 4 <= blob.Length)
        {
            var length = (blob[at] << 24) | (blob[at + 1] << 16) | (blob[at + 2] << 8) | blob[at + 3];
            at += 4;
            if (length < 0 || length > blob.Length - at || (fields == 0 && Encoding.ASCII.GetString(blob, at, length) != algorithm))
            {
                return false;
            }
            at += length;
            fields++;
        }
        return at == blob.Length && fields >= 2;
    }
}
