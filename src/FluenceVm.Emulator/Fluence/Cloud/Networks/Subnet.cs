using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>A range of private addresses in a VPC.</summary>
internal sealed class Subnet : Network
{
    // The first ones belong to the network itself and to its gateway.
    private const int FirstHost = 4;

    public Guid VpcId { get; set; }

    public string? Ipv4Cidr { get; set; }

    public string? Ipv6Cidr { get; set; }

    /// <summary>Whether what is in it reaches the world outside.</summary>
    public bool HasEgress { get; set; } = true;

    public bool IsDefault { get; set; }

    /// <summary>Addresses that were asked for by hand, which aren't given out.</summary>
    public List<string> Static { get; set; } = [];

    /// <summary>How many addresses it has given out.</summary>
    public long Given { get; set; }

    [JsonIgnore]
    public IEnumerable<Cidr> Ranges => new[] { Ipv4Cidr, Ipv6Cidr }.OfType<string>().Select(text => Cidr.Parse(text)!);

    /// <summary>The next free address of each range that isn't taken by hand.</summary>
    public IReadOnlyList<string> Give(Func<string, bool> isTaken)
    {
        IReadOnlyList<string> addresses;
        do
        {
            addresses = [.. Ranges.Select(range => range.At(FirstHost + Given))];
            Given++;
        }
        while (addresses.Any(isTaken));
        return addresses;
    }

    public void Write(Utf8JsonWriter json, DateTimeOffset now)
    {
        WriteHead(json, now);
        WriteRemovedAt(json, now);
        json.WriteString("vpcId", VpcId);
        json.WriteBoolean("egress", HasEgress);
        json.WriteBoolean("isDefault", IsDefault);
        if (Ipv4Cidr is not null)
        {
            json.WriteString("ipv4Cidr", Ipv4Cidr);
        }
        if (Ipv6Cidr is not null)
        {
            json.WriteString("ipv6Cidr", Ipv6Cidr);
        }
    }
}
