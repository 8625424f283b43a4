using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FluenceVm.Emulator.Fluence;

/// <summary>Made-up ids and addresses: the same from the same seed, and visibly no real ones.</summary>
internal static class VmIds
{
    /// <summary>Every id begins with this.</summary>
    public const string Prefix = "0xfa4e";

    private const int HexDigits = 40;

    /// <summary>A VM's id: <c>0x</c> and 40 hexadecimal digits.</summary>
    public static string Of(int seed, long number) => Made("vm", seed, number, HexDigits);

    /// <summary>The transaction that a VM's deletion is: <c>0x</c> and 64 hexadecimal digits.</summary>
    public static string Transaction(int seed, long number) => Made("deletion", seed, number, 64);

    /// <summary>Whether a text is written like an id.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == HexDigits + 2 && text.StartsWith("0x", StringComparison.Ordinal) && text.Skip(2).All(Uri.IsHexDigit);

    /// <summary>An address of 198.18.0.0/15, which is set aside for tests.</summary>
    public static string Address(long number)
    {
        var host = (number % 131_070) + 1;
        return FormattableString.Invariant($"198.{18 + (host >> 16)}.{(host >> 8) & 255}.{host & 255}");
    }

    private static string Made(string kind, int seed, long number, int digits)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder(Prefix);
        foreach (var part in sha.ComputeHash(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{kind} {seed} {number}"))))
        {
            hex.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        }
        return hex.ToString(0, digits + 2);
    }
}
