namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The body of <c>POST /v2/vms</c>: the VM with its boot disk and its address in one request.</summary>
internal sealed class CreateVmWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? ConfigurationId { get; set; }

    public CreateStorageWire? BootDisk { get; set; }

    public CreatePublicIpWire? PublicIp { get; set; }

    public IReadOnlyList<string>? SshKeys { get; set; }

    public CloudInitWire? CloudInit { get; set; }
}

/// <summary>A disk that is created with its VM.</summary>
internal sealed class CreateStorageWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? StorageType { get; set; }

    public long VolumeGb { get; set; }

    public bool Replicated { get; set; }

    public string? OsImage { get; set; }
}

/// <summary>An address that is created with its VM.</summary>
internal sealed class CreatePublicIpWire
{
    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? AddressType { get; set; }
}

/// <summary>User data.</summary>
internal sealed class CloudInitWire
{
    public string? UserData { get; set; }
}

/// <summary>The body of <c>PATCH /v2/vms/{id}</c>.</summary>
internal sealed class RenameWire
{
    public string? Name { get; set; }
}

/// <summary>The body of <c>POST /v1/prices/cost</c>.</summary>
internal sealed class CostRequestWire
{
    public IReadOnlyList<PricedWire>? Resources { get; set; }

    public long Secs { get; set; }
}

/// <summary>Exactly one of the three.</summary>
internal sealed class PricedWire
{
    public PricedVmWire? Vm { get; set; }

    public PricedStorageWire? Storage { get; set; }

    public PricedPublicIpWire? PublicIp { get; set; }
}
