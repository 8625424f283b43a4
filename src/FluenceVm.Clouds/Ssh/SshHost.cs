using System.Net;
using System.Text.RegularExpressions;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Ssh;

/// <summary>
/// A machine to log in to. Its host key is remembered under an alias of its own, not under its address: an address that a new
/// machine got doesn't look like an attack, and another key of the same machine does.
/// </summary>
public sealed class SshHost
{
    private static readonly Regex UserPattern = new(
        @"^[A-Za-z_][A-Za-z0-9_.-]*\$?\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A machine.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="alias">What its host key is remembered under.</param>
    /// <param name="address">Its IP address.</param>
    /// <param name="userName">The user to log in as.</param>
    /// <exception cref="ArgumentException">The address is not an IP address, or the user name is not one.</exception>
    public SshHost(string name, string alias, string address, string userName)
    {
        // Both come from a service or a person, and would be options if they began with a hyphen.
        if (!IPAddress.TryParse(address, out _))
        {
            throw Fault.Argument(nameof(Messages.SshAddressInvalid), name, address);
        }
        if (!UserPattern.IsMatch(userName ?? string.Empty))
        {
            throw Fault.Argument(nameof(Messages.SshUserInvalid), userName);
        }
        (Name, Alias, Address, UserName) = (name, alias, address, userName!);
    }

    /// <summary>What a machine's host key is remembered under.</summary>
    /// <param name="service">What tells its service, and there its contract, from others.</param>
    /// <param name="id">Its id.</param>
    public static string AliasOf(string service, string id) => $"{Digest.FilePart(id ?? string.Empty)}-{Digest.Of($"{service}\n{id}", 8)}";

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>What its host key is remembered under.</summary>
    public string Alias { get; }

    /// <summary>Its IP address.</summary>
    public string Address { get; }

    /// <summary>The user to log in as.</summary>
    public string UserName { get; }

    /// <summary>The port; null for the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>The private key's file; null for what the ssh client takes by itself.</summary>
    public string? IdentityFile { get; init; }
}
