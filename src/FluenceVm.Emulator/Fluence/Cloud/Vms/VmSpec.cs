using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>A disk of an order: one that exists, or a new one.</summary>
internal sealed record DiskSpec(Guid? Existing, string? Name, long VolumeGb, bool IsReplicated, ImageSource? Source);

/// <summary>An interface of an order.</summary>
/// <param name="IsPublic">Whether it has a public address.</param>
/// <param name="IsDefault">Whether it is the default one; null if the order doesn't say.</param>
/// <param name="SubnetId">The subnet of a private one.</param>
/// <param name="PublicIpId">The address of a public one; null for a new one.</param>
/// <param name="SecurityGroupId">Its security group.</param>
/// <param name="StaticIps">The private addresses that it asks for.</param>
internal sealed record NicSpec(
    bool IsPublic,
    bool? IsDefault,
    Guid? SubnetId,
    Guid? PublicIpId,
    Guid? SecurityGroupId,
    IReadOnlyList<string> StaticIps);

/// <summary>What is ordered.</summary>
internal sealed record VmSpec(
    string? Name,
    Datacenter Place,
    CloudConfiguration Configuration,
    IReadOnlyList<Guid>? SshKeyIds,
    string? CloudInit,
    DiskSpec BootDisk,
    IReadOnlyList<DiskSpec> DataDisks,
    IReadOnlyList<NicSpec>? Interfaces);
