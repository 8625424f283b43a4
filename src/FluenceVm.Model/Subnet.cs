namespace FluenceVm.Model;

/// <summary>A part of a VPC, with the private addresses of its VMs (docs/services/fluence-cloud.md).</summary>
public sealed class Subnet : IPart
{
    /// <summary>Its id, a UUID.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// <c>new</c>, <c>created</c>, <c>ready</c>, <c>failed</c>, <c>removing</c>, <c>removed</c>, <c>dormant</c> or
    /// <c>parking</c>.
    /// </summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>The id of its VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>The id of the cluster that it belongs to.</summary>
    public string? Cluster { get; init; }

    /// <summary>Its IPv4 addresses, for example <c>10.1.0.0/24</c>; null if it has none.</summary>
    public string? Cidr { get; init; }

    /// <summary>Its IPv6 addresses; null if it has none.</summary>
    public string? Cidr6 { get; init; }

    /// <summary>Whether its VMs reach the world outside; null if the service doesn't say.</summary>
    public bool? Egress { get; init; }

    /// <summary>Whether it is its VPC's default subnet; there is one per VPC.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The name and the id.</summary>
    public override string ToString() => Shown.Named(Name, Id);
}
