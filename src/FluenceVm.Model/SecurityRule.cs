using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace FluenceVm.Model;

/// <summary>
/// What a firewall lets pass (docs/services/fluence-cloud.md). Prints and parses as <c>tcp 443</c>,
/// <c>tcp 22 from 203.0.113.0/24</c>, <c>udp 6000-6100</c>, <c>icmp</c> or <c>all from sg-office</c>.
/// </summary>
public sealed class SecurityRule : IEquatable<SecurityRule>
{
    /// <summary>Every IPv4 address.</summary>
    public const string Everybody = "0.0.0.0/0";

    private const int MaxPort = 65535;
    private const string PortsPattern = @"(?:\s+(?<first>\d{1,5})(?:-(?<last>\d{1,5}))?)?";
    private static readonly string[] WithPorts = ["tcp", "udp"];
    private static readonly Regex Form = new(
        $@"^\s*(?<protocol>tcp|udp|icmp|all){PortsPattern}(?:\s+(?:from|to)\s+(?<remote>\S+))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private SecurityRule(string protocol, int? firstPort, int? lastPort, string remote, bool isGroup)
    {
        Protocol = protocol;
        FirstPort = firstPort;
        LastPort = lastPort;
        Remote = remote;
        IsGroup = isGroup;
    }

    /// <summary><c>tcp</c>, <c>udp</c>, <c>icmp</c> or <c>all</c>.</summary>
    public string Protocol { get; }

    /// <summary>The first port, 0 to 65535; null for every port.</summary>
    public int? FirstPort { get; }

    /// <summary>The last port, 0 to 65535; null for every port.</summary>
    public int? LastPort { get; }

    /// <summary>Who is on the other side: addresses, for example <c>203.0.113.0/24</c>, or the name or id of a security group.</summary>
    public string Remote { get; }

    /// <summary>Whether <see cref="Remote"/> is a security group.</summary>
    public bool IsGroup { get; }

    /// <summary>Whether it is for everybody: every address of its family.</summary>
    public bool IsForEverybody => !IsGroup && Remote is Everybody or "::/0";

    /// <summary>Reads a rule from its text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is not a rule.</exception>
    public static SecurityRule Parse(string text)
    {
        var match = Form.Match(text ?? throw new ArgumentNullException(nameof(text)));
        if (!match.Success || Read(match) is not { } rule)
        {
            throw Fault.Format(nameof(Messages.SecurityRuleInvalid), text);
        }
        return rule;
    }

    /// <summary>A rule for addresses.</summary>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c> or <c>all</c>.</param>
    /// <param name="firstPort">The first port; null for every port.</param>
    /// <param name="lastPort">The last port; null for every port.</param>
    /// <param name="addresses">A range, for example <c>203.0.113.0/24</c>.</param>
    public static SecurityRule ForAddresses(string protocol, int? firstPort, int? lastPort, string addresses) =>
        new(protocol, firstPort, lastPort, addresses, isGroup: false);

    /// <summary>A rule for the VMs of another security group.</summary>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c> or <c>all</c>.</param>
    /// <param name="firstPort">The first port; null for every port.</param>
    /// <param name="lastPort">The last port; null for every port.</param>
    /// <param name="group">The group's name or id.</param>
    public static SecurityRule ForGroup(string protocol, int? firstPort, int? lastPort, string group) =>
        new(protocol, firstPort, lastPort, group, isGroup: true);

    /// <summary>Whether a port of a protocol passes, for whomever it is.</summary>
    /// <param name="port">The port.</param>
    public bool Lets(VmPort port)
    {
        _ = port ?? throw new ArgumentNullException(nameof(port));
        return (Protocol == "all" || string.Equals(Protocol, port.Protocol, StringComparison.OrdinalIgnoreCase))
            && (FirstPort is null || (FirstPort <= port.Port && port.Port <= LastPort));
    }

    /// <inheritdoc/>
    public bool Equals(SecurityRule? other) =>
        other is not null && string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecurityRule);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    /// <summary>The rule as it is written; one for every IPv4 address doesn't name them.</summary>
    public override string ToString()
    {
        var ports = FirstPort is null
            ? string.Empty
            : FirstPort == LastPort ? $" {Number(FirstPort)}" : $" {Number(FirstPort)}-{Number(LastPort)}";
        var remote = Remote == Everybody ? string.Empty : " from " + Remote;
        return Protocol + ports + remote;
    }

    /// <summary>A range in its one form; a single address is a range of one. Null if it is neither.</summary>
    internal static string? Range(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || !IsWhole(parts[0], address))
        {
            return null;
        }
        var longest = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        var length = longest;
        return parts.Length == 2
            && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > longest)
            ? null
            : $"{address}/{length.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Number(int? port) => port!.Value.ToString(CultureInfo.InvariantCulture);

    private static SecurityRule? Read(Match match)
    {
        var protocol = match.Groups["protocol"].Value.ToLowerInvariant();
        var first = PortOf(match.Groups["first"]);
        var last = PortOf(match.Groups["last"]) ?? first;
        var remote = match.Groups["remote"].Success ? match.Groups["remote"].Value : Everybody;
        if ((first is not null && Array.IndexOf(WithPorts, protocol) < 0) || first > last || last > MaxPort)
        {
            return null;
        }
        if (!LooksLikeAddress(remote))
        {
            return ForGroup(protocol, first, last, remote);
        }
        return Range(remote) is { } addresses ? ForAddresses(protocol, first, last, addresses) : null;
    }

    private static int? PortOf(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    // The name of a group has neither a slash nor a colon nor a point.
    private static bool LooksLikeAddress(string remote) => remote.IndexOfAny(['/', ':', '.']) >= 0;

    // The framework takes '10.1' for 10.0.0.1; people who write that mean something else.
    private static bool IsWhole(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || string.Equals(address.ToString(), text, StringComparison.Ordinal);
}
