using System.Text;

namespace FluenceVm.Emulator.Cudos;

/// <summary>Account addresses of a Cosmos chain (BIP 173): a prefix, <c>1</c>, and 5-bit groups of which six are a checksum.</summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>The address of some bytes, under a prefix.</summary>
    public static string Encode(string prefix, byte[] bytes)
    {
        var groups = ToGroups(bytes);
        var checksum = Polymod([.. Expand(prefix), .. groups, .. new byte[ChecksumLength]]) ^ 1;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var group in groups)
        {
            text.Append(Alphabet[group]);
        }
        for (var i = 0; i < ChecksumLength; i++)
        {
            text.Append(Alphabet[(int)(checksum >> (5 * (ChecksumLength - 1 - i))) & 31]);
        }
        return text.ToString();
    }

    /// <summary>Whether a text is an address under that prefix, with the right checksum and 20 (account) or 32 (contract) bytes.</summary>
    public static bool IsAddress(string text, string prefix)
    {
        if (!text.StartsWith(prefix + "1", StringComparison.Ordinal))
        {
            return false;
        }
        var groups = new List<byte>();
        foreach (var character in text.Substring(prefix.Length + 1))
        {
            var value = Alphabet.IndexOf(character);
            if (value < 0)
            {
                return false;
            }
            groups.Add((byte)value);
        }
        return (groups.Count - ChecksumLength) * 5 / 8 is 20 or 32 && Polymod([.. Expand(prefix), .. groups]) == 1;
    }

    private static List<byte> ToGroups(byte[] bytes)
    {
        var groups = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            for (count += 8; count >= 5; count -= 5)
            {
                groups.Add((byte)((bits >> (count - 5)) & 31));
            }
            bits &= 31;
        }
        if (count > 0)
        {
            groups.Add((byte)((bits << (5 - count)) & 31));
        }
        return groups;
    }

    private static IEnumerable<byte> Expand(string prefix) =>
        prefix.Select(c => (byte)(c >> 5)).Append((byte)0).Concat(prefix.Select(c => (byte)(c & 31)));

    private static uint Polymod(IEnumerable<byte> values)
    {
        uint checksum = 1;
        foreach (var value in values)
        {
            var top = checksum >> 25;
            checksum = ((checksum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++)
            {
                checksum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
            }
        }
        return checksum;
    }
}
