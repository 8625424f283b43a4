using System.Text;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Ssh;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>
/// The service's rules for what it is sent (docs/services/fluence-market.md, "VMs"). Every client holds what it sends to them, so that what
/// the service would refuse costs no request; callers may ask earlier.
/// </summary>
public static class VmRules
{
    private const int ReservedPort = 10250;
    private const int LongestUserData = 16 * 1024;
    private static readonly string[] ImageEndings = [".qcow2", ".img", ".raw", ".raw.xz", ".raw.gz", ".img.xz", ".img.gz"];

    /// <summary>Checks a whole order.</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="ArgumentException">A rule is broken; the message says which, by what, and how to mend it.</exception>
    public static void Check(VmOrder order)
    {
        _ = order ?? throw new ArgumentNullException(nameof(order));
        CheckCount(order.Count);
        foreach (var name in order.Names.Prepend(order.Name))
        {
            CheckName(name);
        }
        CheckHostName(order.HostName);
        if (order.Image.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            CheckImageUrl(order.Image);
        }
        CheckSshKeys(order.SshKeys);
        CheckPorts(order.OpenPorts);
        CheckUserData(order.UserData);
        Check(order.Constraints);
    }

    /// <summary>Checks a change of a VM.</summary>
    /// <param name="update">The change.</param>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void Check(VmUpdate update)
    {
        _ = update ?? throw new ArgumentNullException(nameof(update));
        if (!VmId.IsValid(update.Id))
        {
            throw VmId.Invalid(update.Id);
        }
        if (update.SshKeys is not null || update.UserData is not null)
        {
            throw Fault.NotSupported(nameof(Messages.DraftsNotSupported));
        }
        if (update.Name is null && update.OpenPorts is null)
        {
            throw Fault.Argument(nameof(Messages.UpdateEmpty), update.Id);
        }
        if (update.Name is { } name)
        {
            CheckName(name);
        }
        CheckPorts(update.OpenPorts ?? []);
    }

    /// <summary>Checks what is asked of the marketplace.</summary>
    /// <param name="constraints">The constraints.</param>
    /// <exception cref="ArgumentException">A rule is broken.</exception>
    public static void Check(VmConstraints constraints)
    {
        _ = constraints ?? throw new ArgumentNullException(nameof(constraints));
        if (constraints.Countries.FirstOrDefault(country => country is not { Length: 2 } || !country.All(IsLetter)) is { } country)
        {
            throw Fault.Argument(nameof(Messages.CountryInvalid), country);
        }
        if (constraints.MaxTotalPricePerEpoch <= 0)
        {
            throw Fault.Argument(nameof(Messages.PriceLimitInvalid));
        }
        foreach (var hardware in constraints.Hardware)
        {
            Check(hardware);
        }
        if (constraints.AdditionalStorageGiB is not { } storage)
        {
            return;
        }
        if (storage < 1)
        {
            throw Fault.Argument(nameof(Messages.StorageTooSmall), storage);
        }
        if (constraints.Hardware.Count(hardware => HardwareKind.Matches(hardware, HardwareKind.Storage)) != 1)
        {
            throw Fault.Argument(nameof(Messages.StorageTypeNotOne));
        }
    }

    /// <summary>Checks the name of a VM: letters, digits and hyphens.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name has none, or others.</exception>
    public static void CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || !name.All(IsNameCharacter))
        {
            throw Fault.Argument(nameof(Messages.VmNameInvalid), name);
        }
    }

    /// <summary>Checks the address of an image: a public URL with one of the endings that the service can read.</summary>
    /// <param name="url">The address.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void CheckImageUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || !ImageEndings.Any(ending => address.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault.Argument(nameof(Messages.ImageUrlInvalid), url, string.Join(", ", ImageEndings));
        }
    }

    /// <summary>Checks a list of ports to open.</summary>
    /// <param name="ports">The ports.</param>
    /// <exception cref="ArgumentException">One of them is reserved.</exception>
    public static void CheckPorts(IEnumerable<VmPort> ports)
    {
        if ((ports ?? throw new ArgumentNullException(nameof(ports))).FirstOrDefault(port => port.Port == ReservedPort) is { } reserved)
        {
            throw Fault.Argument(nameof(Messages.PortReserved), reserved, ReservedPort);
        }
    }

    /// <summary>Checks cloud-init user data (counted in bytes, not characters).</summary>
    /// <param name="userData">The data; null for none.</param>
    /// <exception cref="ArgumentException">It is longer than 16 KiB in UTF-8.</exception>
    public static void CheckUserData(string? userData)
    {
        if (userData is not null && Encoding.UTF8.GetByteCount(userData) is > LongestUserData and var length)
        {
            throw Fault.Argument(nameof(Messages.UserDataTooLong), length, LongestUserData);
        }
    }

    internal static void CheckCount(int count)
    {
        if (count < 1)
        {
            throw Fault.Argument(nameof(Messages.CountInvalid), count);
        }
    }

    private static void CheckHostName(string? hostName)
    {
        if (hostName is not null && (hostName.Length == 0 || !hostName.All(character => IsNameCharacter(character) || character == '.')))
        {
            throw Fault.Argument(nameof(Messages.HostNameInvalid), hostName);
        }
    }

    // An entry is a public key or the name of a registered one; what can't be a name must be a whole public key.
    private static void CheckSshKeys(IReadOnlyList<string> sshKeys)
    {
        if (sshKeys.Count == 0)
        {
            throw Fault.Argument(nameof(Messages.SshKeyMissing));
        }
        foreach (var entry in sshKeys)
        {
            if (SshPublicKey.LooksLikeKey(entry))
            {
                SshPublicKey.Parse(entry);
            }
        }
    }

    private static void Check(Hardware hardware)
    {
        if (HardwareKind.Matches(hardware, HardwareKind.Cpu) && hardware is { Manufacturer: null, Architecture: null })
        {
            throw Fault.Argument(nameof(Messages.CpuKindIncomplete));
        }
        if (HardwareKind.Matches(hardware, HardwareKind.Memory) && hardware is { Type: null, Generation: null })
        {
            throw Fault.Argument(nameof(Messages.MemoryKindIncomplete));
        }
        if (HardwareKind.Matches(hardware, HardwareKind.Storage) && hardware.Type is null)
        {
            throw Fault.Argument(nameof(Messages.StorageKindIncomplete));
        }
    }

    private static bool IsNameCharacter(char character) => IsLetter(character) || character is >= '0' and <= '9' or '-';

    private static bool IsLetter(char character) => character is >= 'a' and <= 'z' or >= 'A' and <= 'Z';
}
