using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A VPC.</summary>
internal sealed class VpcWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ClusterId { get; set; }

    public string? Status { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }
}

/// <summary>The body of <c>POST /v3/vpcs</c>.</summary>
internal sealed class CreateVpcWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }
}

/// <summary>The body of <c>POST /v3/vpcs/{id}/subnets</c>.</summary>
internal sealed class CreateSubnetWire
{
    public string? Name { get; set; }

    public string? Ipv4Cidr { get; set; }

    public string? Ipv6Cidr { get; set; }

    public bool? Egress { get; set; }
}

/// <summary>The body of <c>PATCH /v3/subnets/{id}</c>; what is left out stays.</summary>
internal sealed class ChangeSubnetWire
{
    public string? Name { get; set; }

    public bool? Egress { get; set; }
}
