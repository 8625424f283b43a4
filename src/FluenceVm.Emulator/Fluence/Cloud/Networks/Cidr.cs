using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>A range of addresses, for example <c>10.0.0.0/16</c>.</summary>
internal sealed class Cidr
{
    private readonly BigInteger _first;
    private readonly BigInteger _last;

    private Cidr(AddressFamily family, BigInteger first, BigInteger last) => (Family, _first, _last) = (family, first, last);

    public AddressFamily Family { get; }

    /// <summary>Reads a range; null if a text isn't one, or names an address inside it instead of its first.</summary>
    public static Cidr? Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var start)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return null;
        }
        var free = BitsOf(start.AddressFamily) - prefix;
        var first = Number(start);
        var size = BigInteger.One << Math.Max(0, free);
        return free < 0 || first % size != 0 ? null : new Cidr(start.AddressFamily, first, first + size - 1);
    }

    public bool Overlaps(Cidr other) => Family == other.Family && _first <= other._last && other._first <= _last;

    public bool Contains(IPAddress address) => address.AddressFamily == Family && Number(address) >= _first && Number(address) <= _last;

    /// <summary>The address at a place in the range, counted round.</summary>
    public string At(long index)
    {
        var number = _first + (index % BigInteger.Min(_last - _first + 1, long.MaxValue));
        var bytes = new byte[BitsOf(Family) / 8];
        for (var at = bytes.Length - 1; at >= 0; at--)
        {
            bytes[at] = (byte)(number & 0xff);
            number >>= 8;
        }
        return new IPAddress(bytes).ToString();
    }

    private static int BitsOf(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    private static BigInteger Number(IPAddress address) =>
        address.GetAddressBytes().Aggregate(BigInteger.Zero, (sum, part) => (sum << 8) | part);
}
