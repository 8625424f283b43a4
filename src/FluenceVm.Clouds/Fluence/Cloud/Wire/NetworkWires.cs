namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A subnet of a VPC.</summary>
internal sealed class SubnetWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? VpcId { get; set; }

    public string? ClusterId { get; set; }

    public string? Status { get; set; }

    public bool? IsDefault { get; set; }

    public bool? Egress { get; set; }

    public string? Ipv4Cidr { get; set; }

    public string? Ipv6Cidr { get; set; }
}
