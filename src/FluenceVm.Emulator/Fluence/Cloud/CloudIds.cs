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

/// <summary>Made-up UUIDs that hold a kind and a number; all are visibly no real ones.</summary>
internal static class CloudIds
{
    private const int Prefix = unchecked((int)0xfa4e_0000);
    private const short Version4 = 0x4000;
    private const byte Variant = 0x80;
    private const int TailBytes = 8;

    public static Guid Of(CloudKind kind, int seed, long number)
    {
        var tail = new byte[TailBytes];
        for (var at = TailBytes - 1; at >= 0; at--)
        {
            tail[at] = (byte)number;
            number >>= 8;
        }
        return Made(kind, unchecked((short)seed), Version4, tail);
    }

    /// <summary>A key's id: the same key has the same one.</summary>
    public static Guid OfKey(SshKey key)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(key.Fingerprint));
        var third = (short)(Version4 | hash[TailBytes + 2]);
        return Made(CloudKind.SshKey, BitConverter.ToInt16(hash, TailBytes), third, [.. hash.Take(TailBytes)]);
    }

    private static Guid Made(CloudKind kind, short second, short third, byte[] tail)
    {
        tail[0] = (byte)(Variant | (tail[0] & 0x0f));
        return new Guid(Prefix | (int)kind, second, third, tail);
    }
}
