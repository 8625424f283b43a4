using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Ssh;

/// <summary>
/// A public SSH key in OpenSSH's one-line form (RFC 4253, 6.6; RFC 5656; RFC 8709). Private keys, smartcard keys and anything
/// else are refused, without a word of their text in the error.
/// </summary>
public sealed class SshPublicKey
{
    private const int LongestText = 16 * 1024;
    private static readonly string[] Prefixes = ["ssh-", "ecdsa-", "sk-"];

    // The headers of PEM, of SSH.com and of PuTTY, also if dashes were lost; a comment may speak of a private key.
    private static readonly Regex PrivateHeader = new(
        "BEGIN ([A-Z0-9]+ )*PRIVATE KEY|PuTTY-User-Key-File-", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private SshPublicKey(string algorithm, byte[] blob, string comment)
    {
        Algorithm = algorithm;
        Comment = comment;
        using var sha256 = SHA256.Create();
        Fingerprint = "SHA256:" + Convert.ToBase64String(sha256.ComputeHash(blob)).TrimEnd('=');
        Text = $"{algorithm} {Convert.ToBase64String(blob)} {comment}".TrimEnd();
    }

    /// <summary><c>ssh-ed25519</c>, <c>ssh-rsa</c> or <c>ecdsa-sha2-nistp256</c>, <c>-nistp384</c>, <c>-nistp521</c>.</summary>
    public string Algorithm { get; }

    /// <summary>What stands behind the key, often <c>user@host</c>; empty for none.</summary>
    public string Comment { get; }

    /// <summary><c>SHA256:</c> and the hash of the key in base 64 without padding, as <c>ssh-keygen -l</c> prints it.</summary>
    public string Fingerprint { get; }

    /// <summary>The whole key in one line.</summary>
    public string Text { get; }

    /// <summary>Reads a public key.</summary>
    /// <param name="text">The line.</param>
    /// <exception cref="FormatException">It is a private key, a smartcard key, of an unknown algorithm, damaged, or no key at
    /// all.</exception>
    public static SshPublicKey Parse(string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (IsPrivate(text))
        {
            throw Fault.Format(nameof(Messages.SshKeyPrivate));
        }
        var line = Clean(text);
        if (line.Length > LongestText || line.Any(char.IsControl))
        {
            throw NoKey();
        }
        var parts = line.Split([' '], 3, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
        {
            throw NoKey();
        }
        if (IsSmartcard(parts[0]))
        {
            throw Fault.Format(nameof(Messages.SshKeyOfSmartcard));
        }
        if (Decode(parts[1]) is not { } blob || !IsKeyOf(parts[0], blob))
        {
            throw NoKey();
        }
        return new SshPublicKey(parts[0], blob, parts.Length == 3 ? parts[2].Trim() : string.Empty);
    }

    /// <summary>Whether a text is meant to be a key, good or bad, and not the name or the path of one.</summary>
    /// <param name="text">The text.</param>
    public static bool LooksLikeKey(string text)
    {
        var start = Clean(text ?? throw new ArgumentNullException(nameof(text)));
        return IsPrivate(text)
            || text.Any(char.IsControl)
            || (start.IndexOf(' ') > 0 && Prefixes.Any(prefix => start.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>The algorithm and the fingerprint.</summary>
    public override string ToString() => $"{Algorithm} {Fingerprint}";

    private static FormatException NoKey() =>
        Fault.Format(nameof(Messages.SshKeyInvalid));

    private static bool IsPrivate(string text) => PrivateHeader.IsMatch(text);

    // Editors put a byte order mark before the first letter, where nobody sees it.
    private static string Clean(string text) => text.Trim().TrimStart('\uFEFF').TrimStart();

    private static bool IsSmartcard(string algorithm) => algorithm.StartsWith("sk-", StringComparison.Ordinal);

    private static byte[]? Decode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsKeyOf(string algorithm, byte[] blob)
    {
        var fields = new SshFields(blob);
        if (!fields.TryRead(out var name) || Encoding.ASCII.GetString(name) != algorithm)
        {
            return false;
        }
        return algorithm switch
        {
            "ssh-ed25519" => fields.TryRead(out var key) && key.Length == 32 && fields.AtEnd,
            "ssh-rsa" => fields.TryRead(out _) && fields.TryRead(out var modulus) && modulus.Length >= 128 && fields.AtEnd,
            "ecdsa-sha2-nistp256" => IsPoint(fields, "nistp256", 65),
            "ecdsa-sha2-nistp384" => IsPoint(fields, "nistp384", 97),
            "ecdsa-sha2-nistp521" => IsPoint(fields, "nistp521", 133),
            _ => false,
        };
    }

    private static bool IsPoint(SshFields fields, string curve, int length) =>
        fields.TryRead(out var name)
        && Encoding.ASCII.GetString(name) == curve
        && fields.TryRead(out var point)
        && point.Length == length
        && fields.AtEnd;

    /// <summary>The length-prefixed fields of a key (RFC 4251, 5).</summary>
    private sealed class SshFields(byte[] blob)
    {
        private int _position;

        public bool AtEnd => _position == blob.Length;

        public bool TryRead(out byte[] field)
        {
            field = [];
            if (blob.Length - _position < 4)
            {
                return false;
            }
            var length = (blob[_position] << 24) | (blob[_position + 1] << 16) | (blob[_position + 2] << 8) | blob[_position + 3];
            _position += 4;
            if (length < 0 || length > blob.Length - _position)
            {
                return false;
            }
            field = new byte[length];
            Array.Copy(blob, _position, field, 0, length);
            _position += length;
            return true;
        }
    }
}
