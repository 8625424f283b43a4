namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>VMs to delete, and what of them to keep.</summary>
public sealed class VmRemoval
{
    /// <summary>The VMs' ids, without duplicates.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Keeps the boot disks, which go on being billed (generation <c>Cloud</c>).</summary>
    public bool KeepStorage { get; init; }

    /// <summary>Keeps the public addresses, which go on being billed (generation <c>Cloud</c>).</summary>
    public bool KeepPublicIp { get; init; }
}
