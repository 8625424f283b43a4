using System.Security;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A VM. What it uses are bare ids.</summary>
internal sealed class CloudVmWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ClusterId { get; set; }

    public string? ConfigurationId { get; set; }

    public string? Status { get; set; }

    public bool? RestartRequired { get; set; }

    public string? BootDiskId { get; set; }

    public List<string>? DataDiskIds { get; set; }

    public List<string>? SshKeyIds { get; set; }

    public List<string>? InterfaceIds { get; set; }

    public FailureWire? Failure { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }

    public Field<DateTimeOffset> ReadySince { get; set; }

    public Field<DateTimeOffset> TerminatedAt { get; set; }

    public Field<DateTimeOffset> UpdatedAt { get; set; }

    /// <summary>Its disks, the boot disk first.</summary>
    [JsonIgnore]
    public IEnumerable<string> DiskIds => new[] { BootDiskId }.Concat(DataDiskIds ?? []).OfType<string>();
}

/// <summary>Why a VM failed.</summary>
internal sealed class FailureWire
{
    public string? Code { get; set; }

    public string? Message { get; set; }
}

/// <summary>A network interface of a VM.</summary>
internal sealed class InterfaceWire
{
    public string? Id { get; set; }

    /// <summary><c>private</c>, <c>public</c> or <c>unbound</c>.</summary>
    public string? Kind { get; set; }

    public bool? Default { get; set; }

    public string? SubnetId { get; set; }

    public string? PublicIpId { get; set; }

    public string? SecurityGroupId { get; set; }

    public List<string>? AssignedIps { get; set; }
}

/// <summary>A disk.</summary>
internal sealed class StorageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ClusterId { get; set; }

    public string? StorageType { get; set; }

    public string? Status { get; set; }

    public bool? Replicated { get; set; }

    public string? ImageId { get; set; }

    /// <summary>Which firmware it starts with; only boot disks have one.</summary>
    public string? BootMode { get; set; }

    public List<string>? AttachedVmIds { get; set; }

    public Field<decimal> VolumeGb { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }
}

/// <summary>A public address.</summary>
internal sealed class PublicIpWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ClusterId { get; set; }

    public string? AddressType { get; set; }

    public string? Address { get; set; }

    public string? Status { get; set; }

    public string? VmId { get; set; }

    public string? FailureReason { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }

    public Field<DateTimeOffset> PaidUntil { get; set; }
}

/// <summary>What opens the console of a VM.</summary>
internal sealed class AccessTokenWire
{
    [JsonConverter(typeof(SecretConverter))]
    public SecureString? Token { get; set; }

    public string? VmApiDomain { get; set; }

    public string? WorkspaceId { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> ExpiresAt { get; set; }
}
