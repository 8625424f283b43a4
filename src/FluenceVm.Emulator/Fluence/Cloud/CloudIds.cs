using System.Security.Cryptography;
using System.Text;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What an id of generation <c>Cloud</c> names.</summary>
internal enum CloudKind
{
    Vm = 1,
    Disk = 2,
    Address = 3,
    SshKey = 4,
    Cluster = 5,
    Datacenter = 6,
    Configuration = 7,
    User = 8,
    Interface = 9,
    Group = 10,
    Vpc = 11,
    Subnet = 12,
    ApiKey = 13,
    TopUp = 14,
    Workspace = 15,
    Request = 16,
}

/// <summary>
/// Made-up UUIDs that hold a number and a kind. All are visibly no real ones, and their first eight digits differ as real ones' do.
/// </summary>
internal static class CloudIds
{
    private const int Prefix = unchecked((int)0xfa4e_0000);
    private const int Version4 = 0x4000;
    private const byte Variant = 0x80;
    private const int TailBytes = 8;

    public static Guid Of(CloudKind kind, int seed, long number)
    {
        var first = (ushort)number;
        var tail = new byte[TailBytes];
        for (var at = TailBytes - 1; at >= 0; at--)
        {
            tail[at] = (byte)number;
            number >>= 8;
        }
        return Made(kind, first, unchecked((short)seed), tail);
    }

    /// <summary>A key's id: the same key has the same one.</summary>
    public static Guid OfKey(SshKey key)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(key.Fingerprint));
        return Made(
            CloudKind.SshKey,
            BitConverter.ToUInt16(hash, TailBytes),
            BitConverter.ToInt16(hash, TailBytes + 2),
            [.. hash.Take(TailBytes)]);
    }

    private static Guid Made(CloudKind kind, ushort first, short second, byte[] tail)
    {
        tail[0] = (byte)(Variant | (tail[0] & 0x0f));
        return new Guid(Prefix | first, second, (short)(Version4 | (int)kind), tail);
    }
}
