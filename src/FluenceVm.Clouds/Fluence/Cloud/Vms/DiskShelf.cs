using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>
/// The disks of VMs that are listed: the list of disks is read only as far as the VMs need it, in the order in which they come,
/// and a disk is let go of with its VM. So the disks of 100,000 VMs are never held at once.
/// </summary>
internal sealed class DiskShelf(CloudPages pages) : IAsyncDisposable
{
    private const string Path = "v3/storages";
    private readonly Dictionary<string, StorageWire> _held = new(StringComparer.OrdinalIgnoreCase);
    private IAsyncEnumerator<IReadOnlyList<StorageWire>>? _list;
    private bool _ended;

    /// <summary>Whether the disks couldn't be read.</summary>
    public bool Failed { get; set; }

    /// <summary>Reads on until the disks of these VMs are there.</summary>
    public async Task FetchAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        var missing = new HashSet<string>(
            vms.SelectMany(vm => vm.DiskIds).Where(id => !_held.ContainsKey(id)),
            StringComparer.OrdinalIgnoreCase);
        while (missing.Count > 0 && !_ended)
        {
            _list ??= pages
                .ReadAsync(QueryFor(vms), CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            _ended = !await _list.MoveNextAsync();
            foreach (var disk in _ended ? [] : _list.Current.Where(disk => disk.Id is not null))
            {
                _held[disk.Id!] = disk;
                missing.Remove(disk.Id!);
            }
        }
    }

    /// <summary>Reads the disks of a few VMs.</summary>
    public async Task FetchOnlyAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        foreach (var disk in await pages.FindAsync(
            Path,
            vms.SelectMany(vm => vm.DiskIds),
            CloudJson.Default.StoragePage,
            disk => disk.Id,
            cancellationToken))
        {
            _held[disk.Id ?? string.Empty] = disk;
        }
    }

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

    public ValueTask DisposeAsync() => _list?.DisposeAsync() ?? default;

    // In the order in which the VMs come.
    private static Query QueryFor(IReadOnlyList<CloudVmWire> vms)
    {
        var newestFirst = vms[0].CreatedAt.Value > vms[vms.Count - 1].CreatedAt.Value;
        return new Query(Path).AddList("excludeStatus", ["removed"]).Add("sort", "createdAt").Add("order", newestFirst ? "desc" : "asc");
    }
}
