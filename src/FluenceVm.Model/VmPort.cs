using System.Globalization;

namespace FluenceVm.Model;

/// <summary>An open port of a VM. Prints as <c>443/tcp</c> and parses from that text.</summary>
public sealed class VmPort : IEquatable<VmPort>
{
    private static readonly string[] KnownProtocols = ["tcp", "udp", "sctp"];

    /// <summary>A port and its protocol.</summary>
    /// <param name="port">1 to 65535.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; a further one of the service comes through.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    /// <exception cref="ArgumentException">The protocol is empty.</exception>
    public VmPort(int port, string protocol)
    {
        if (port is < 1 or > 65535)
        {
            throw Fault.Range(nameof(port), port, nameof(Messages.PortOutOfRange));
        }
        if (string.IsNullOrWhiteSpace(protocol))
        {
            throw Fault.Argument(nameof(Messages.PortProtocolMissing));
        }
        Port = port;
        Protocol = protocol;
    }

    /// <summary>22/tcp, which the service opens by default.</summary>
    public static VmPort Ssh { get; } = new(22, "tcp");

    /// <summary>The port's number, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>The protocol: <c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; }

    /// <summary>Reads <c>443/tcp</c>; <c>443</c> alone means tcp.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a port.</exception>
    public static VmPort Parse(string text)
    {
        var parts = (text ?? throw new ArgumentNullException(nameof(text))).Trim().Split('/');
        var protocol = parts.Length == 2 ? parts[1].Trim().ToLowerInvariant() : "tcp";
        if (parts.Length > 2
            || !int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535
            || Array.IndexOf(KnownProtocols, protocol) < 0)
        {
            throw Fault.Format(nameof(Messages.PortInvalid), text);
        }
        return new VmPort(port, protocol);
    }

    /// <inheritdoc/>
    public bool Equals(VmPort? other) =>
        other is not null && Port == other.Port && string.Equals(Protocol, other.Protocol, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VmPort);

    /// <inheritdoc/>
    public override int GetHashCode() => (Port * 397) ^ StringComparer.OrdinalIgnoreCase.GetHashCode(Protocol);

    /// <summary>The port as it is written, for example <c>443/tcp</c>.</summary>
    public override string ToString() => $"{Port.ToString(CultureInfo.InvariantCulture)}/{Protocol}";
}
