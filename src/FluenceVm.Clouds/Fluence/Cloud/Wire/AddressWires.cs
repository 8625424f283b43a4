namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The body of <c>POST /v3/public-ips</c>.</summary>
internal sealed class CreatePublicIpWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? AddressType { get; set; }
}

/// <summary>The body of <c>POST /v3/vms/{id}/interfaces</c> for a running VM.</summary>
internal sealed class AddInterfaceWire
{
    public AddedKindWire? Kind { get; set; }
}

/// <summary>What kind of interface is added.</summary>
internal sealed class AddedKindWire
{
    public AddedPublicWire? Public { get; set; }
}

/// <summary>An interface with an address that is there.</summary>
internal sealed class AddedPublicWire
{
    public string? PublicIp { get; set; }
}
