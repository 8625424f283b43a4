using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>The disks of VMs that are listed, of all VMs or of a few.</summary>
internal sealed class DiskShelf(CloudPages pages, Unknowns unknowns, bool ofFew) : Shelf<StorageWire>(unknowns, Messages.PartDisks)
{
    private const string Path = "v3/storages";
    private readonly Dictionary<string, StorageWire> _held = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The disks of a VM, which are let go of; null if one of them isn't known.</summary>
    public IReadOnlyList<StorageWire>? Take(CloudVmWire vm)
    {
        var disks = new List<StorageWire>();
        var complete = true;
        foreach (var id in vm.DiskIds)
        {
            complete &= _held.TryGetValue(id, out var disk);
            if (disk is not null)
            {
                disks.Add(disk);
                _held.Remove(id);
            }
        }
        return complete ? disks : null;
    }

    protected override IAsyncEnumerable<IReadOnlyList<StorageWire>> Open(
        IReadOnlyList<CloudVmWire> firstVms, CancellationToken cancellationToken) =>
        pages.ReadAsync(InOrderOf(firstVms, Path), CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken);

    protected override void Put(StorageWire item) => _held[item.Id ?? string.Empty] = item;

    protected override bool HasAllOf(CloudVmWire vm) => vm.DiskIds.All(_held.ContainsKey);

    protected override async Task ReadAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        if (!ofFew)
        {
            await base.ReadAsync(vms, cancellationToken);
            return;
        }
        var ids = vms.SelectMany(vm => vm.DiskIds);
        foreach (var disk in await pages.FindAsync(Path, ids, CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken))
        {
            Put(disk);
        }
    }
}
