using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>A disk, an address or a security group of a VM that ends.</summary>
/// <param name="Path">Its route.</param>
/// <param name="StepName">Its step in the journal.</param>
/// <param name="Orphan">What it is, and what it costs.</param>
internal sealed record Belonging(string Path, string StepName, Orphan Orphan)
{
    public string Id => Orphan.Id;

    public bool IsGroup => Orphan.Type == ResourceType.SecurityGroup;

    public bool IsDisk => Orphan.Type == ResourceType.Storage;

    public static Belonging Disk(Orphan orphan) => new($"{CloudOrphans.Disks}/{orphan.Id}", "disk:" + orphan.Id, orphan);

    public static Belonging Address(Orphan orphan) => new($"{Networks.CloudAddresses.Path}/{orphan.Id}", "address:" + orphan.Id, orphan);

    public static Belonging Group(Orphan orphan) => new($"{Networks.CloudSecurityGroups.Path}/{orphan.Id}", "group:" + orphan.Id, orphan);
}
