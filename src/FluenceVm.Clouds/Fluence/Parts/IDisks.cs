using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>Disks (docs/services/fluence-cloud.md). Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface IDisks
{
    /// <summary>Streams the disks of the account that aren't removed.</summary>
    /// <param name="output">Takes each of them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListAsync(Action<Disk> output, CancellationToken cancellationToken);

    /// <summary>These disks, as many as are there.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Disk>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>What a disk costs per hour; null if the service has no price for it. Reads alone.</summary>
    /// <param name="cluster">The id of its cluster.</param>
    /// <param name="sizeGB">Its size in GB.</param>
    /// <param name="replicated">Whether it is kept several times.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<decimal?> PriceAsync(string cluster, long sizeGB, bool replicated, CancellationToken cancellationToken);

    /// <summary>Makes a disk.</summary>
    /// <param name="order">What to make.</param>
    /// <param name="key">The idempotency key: the same key and order again give the same disk.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    Task<Disk> CreateAsync(DiskOrder order, string key, CancellationToken cancellationToken);

    /// <summary>Renames or enlarges a disk.</summary>
    /// <param name="disk">The disk as it is.</param>
    /// <param name="name">The new name; null to keep it.</param>
    /// <param name="sizeGB">The new size in GB, larger than today's; null to keep it.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task<Disk> ChangeAsync(Disk disk, string? name, long? sizeGB, CancellationToken cancellationToken);

    /// <summary>Removes a disk with everything on it, for good. One that is gone already is as good as removed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the removal.</param>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Attaches a disk to a VM of its cluster.</summary>
    /// <param name="id">The disk's id.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task MountAsync(string id, string vmId, CancellationToken cancellationToken);

    /// <summary>Makes a disk the boot disk of a draft of its cluster, instead of the one that it has.</summary>
    /// <param name="id">The disk's id; it was made from an image.</param>
    /// <param name="draftId">The draft's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task MountAsBootAsync(string id, string draftId, CancellationToken cancellationToken);

    /// <summary>Detaches a disk from its VM. What the VM has open on it may be lost.</summary>
    /// <param name="id">The disk's id.</param>
    /// <param name="vmId">The VM's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the change.</param>
    Task DismountAsync(string id, string vmId, CancellationToken cancellationToken);
}
