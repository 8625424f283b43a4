using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A VM as it is asked for: the body of <c>POST /v3/vms</c>, and of the question what it would cost.</summary>
internal sealed class VmSpecWire
{
    public string? Name { get; set; }

    public string? ClusterId { get; set; }

    public string? ConfigurationId { get; set; }

    public IReadOnlyList<string>? SshKeyIds { get; set; }

    public string? CloudInit { get; set; }

    public DiskSpecWire? BootDisk { get; set; }

    public IReadOnlyList<DiskSpecWire>? DataDisks { get; set; }

    public IReadOnlyList<InterfaceSpecWire>? Interfaces { get; set; }
}

/// <summary>A new disk.</summary>
internal sealed class DiskSpecWire
{
    public string? Kind { get; set; }

    public string? Name { get; set; }

    public long? VolumeGb { get; set; }

    public SourceWire? Source { get; set; }

    public bool? Replicated { get; set; }
}

/// <summary>What a boot disk is made from: an image of the catalogue, or one from an address.</summary>
internal sealed class SourceWire
{
    public string? Type { get; set; }

    public string? ImageId { get; set; }

    public string? Url { get; set; }

    public string? BootMode { get; set; }
}

/// <summary>A network interface.</summary>
internal sealed class InterfaceSpecWire
{
    public string? Kind { get; set; }

    public string? SubnetId { get; set; }

    public string? AddressType { get; set; }

    public string? PublicIpId { get; set; }

    public bool? Default { get; set; }

    public string? SecurityGroupId { get; set; }
}

/// <summary>What came of <c>POST /v3/vms</c>.</summary>
internal sealed class ReceiptWire
{
    public string? Id { get; set; }

    public ResourceIdsWire? CreatedResources { get; set; }
}

/// <summary>What came of the end of a VM, and what stays of it.</summary>
internal sealed class TerminatedWire
{
    public string? Id { get; set; }

    public ResourceIdsWire? RetainedResources { get; set; }
}

/// <summary>Ids of disks and addresses.</summary>
internal sealed class ResourceIdsWire
{
    public List<string>? StorageIds { get; set; }

    public List<string>? PublicIpIds { get; set; }
}

/// <summary>What a VM would cost per hour.</summary>
internal sealed class EstimateWire
{
    /// <summary>Everything that it uses.</summary>
    public Field<decimal> HourlyTotal { get; set; }

    /// <summary>Without what exists and is billed already.</summary>
    public Field<decimal> HourlyIncremental { get; set; }

    public string? Currency { get; set; }
}

/// <summary>The SSH keys of a draft, by their ids.</summary>
internal sealed class ReplaceSshKeysWire
{
    public IReadOnlyList<string> SshKeys { get; set; } = [];
}

/// <summary>The user data of a draft.</summary>
internal sealed class CloudInitWire
{
    public string? UserData { get; set; }
}

/// <summary>A new name.</summary>
internal sealed class RenameWire
{
    public string? Name { get; set; }
}

/// <summary>When a VM was last changed, in the words of the service.</summary>
internal sealed class RevisionWire
{
    public string? UpdatedAt { get; set; }
}

/// <summary>The body of <c>POST /v3/vms/{id}/cluster</c>.</summary>
internal sealed class MoveVmWire
{
    public string? ClusterId { get; set; }

    public string? ExpectedUpdatedAt { get; set; }
}
