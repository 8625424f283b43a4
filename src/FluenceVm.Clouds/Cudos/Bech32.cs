using FluenceVm.Model;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// Addresses of Cosmos chains (BIP 173): a prefix, <c>1</c>, and data that ends in six characters of checksum. A mistyped new
/// owner would be the last that anybody sees of a machine, so addresses are checked before they are used.
/// </summary>
internal static class Bech32
{
    private const string Digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int Checksum = 6;

    /// <summary>The part before the last <c>1</c>; null if the text is not an address, its checksum included.</summary>
    public static string? PrefixOf(string address)
    {
        var separator = address.LastIndexOf('1');
        if (separator < 1
            || address.Length > 90
            || address.Length - separator - 1 <= Checksum
            || address.Any(c => c is < '!' or > '~' or (>= 'A' and <= 'Z')))
        {
            return null;
        }
        var prefix = address.Substring(0, separator);
        var values = prefix.Select(c => c >> 5)
            .Append(0)
            .Concat(prefix.Select(c => c & 31))
            .Concat(address.Skip(separator + 1).Select(c => Digits.IndexOf(c)))
            .ToList();
        return !values.Contains(-1) && values.Aggregate(1, Next) == 1 ? prefix : null;
    }

    /// <summary>Refuses what is not an address.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Check(string address, string whose)
    {
        if (PrefixOf(address) is null)
        {
            throw Fault.Argument(nameof(Messages.AddressInvalid), address, Text.Of(whose));
        }
    }

    private static int Next(int checksum, int value)
    {
        var top = checksum >> 25;
        checksum = ((checksum & 0x1ffffff) << 5) ^ value;
        checksum ^= (top & 1) * 0x3b6a57b2;
        checksum ^= ((top >> 1) & 1) * 0x26508e6d;
        checksum ^= ((top >> 2) & 1) * 0x1ea119fa;
        checksum ^= ((top >> 3) & 1) * 0x3d4233dd;
        return checksum ^ (((top >> 4) & 1) * 0x2a1462b3);
    }
}
