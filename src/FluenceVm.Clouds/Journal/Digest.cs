using System.Security.Cryptography;
using System.Text;

namespace FluenceVm.Clouds.Journal;

/// <summary>Short names for long or private texts.</summary>
internal static class Digest
{
    private const int LongestFilePart = 40;

    /// <summary>The first bytes of the text's SHA-256, as lower-case hexadecimal digits.</summary>
    public static string Of(string text, int bytes)
    {
        using var sha256 = SHA256.Create();
        var hash = sha256.ComputeHash(Encoding.UTF8.GetBytes(text));
        return BitConverter.ToString(hash, 0, bytes).Replace("-", string.Empty).ToLowerInvariant();
    }

    /// <summary>As much of a text as every file system takes; only for the people who look into the folder.</summary>
    public static string FilePart(string text) => new([.. text.Take(LongestFilePart).Select(letter => IsPlain(letter) ? letter : '_')]);

    private static bool IsPlain(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.';
}
