namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>A subnet to be made.</summary>
public sealed record SubnetOrder
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The id of its VPC.</summary>
    public string Vpc { get; init; } = string.Empty;

    /// <summary>Its IPv4 addresses, for example <c>10.1.0.0/24</c>; null for none.</summary>
    public string? Cidr { get; init; }

    /// <summary>Its IPv6 addresses; null for none.</summary>
    public string? Cidr6 { get; init; }

    /// <summary>Whether its VMs reach the world outside. With IPv6 alone they can't.</summary>
    public bool Egress { get; init; } = true;
}
