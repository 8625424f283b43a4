using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>
/// Parts of the VMs that are listed: their list is read only as far as the VMs need it, and a part is let go of with its VM. So
/// the parts of 100,000 VMs are never held at once, as long as they come in about the order of the VMs.
/// </summary>
internal abstract class Shelf<T>(Unknowns unknowns, string part) : IAsyncDisposable
    where T : class
{
    private IAsyncEnumerator<IReadOnlyList<T>>? _list;
    private bool _ended;

    /// <summary>Whether the list couldn't be read: what isn't here isn't known then.</summary>
    public bool Failed { get; private set; }

    /// <summary>Reads on until the parts of these VMs are here, or the list has ended.</summary>
    public async Task FetchAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        if (Failed)
        {
            return;
        }
        var done = await unknowns.TryAsync(part, async () =>
        {
            await ReadAsync(vms, cancellationToken);
            return this;
        });
        Failed = done is null;
    }

    /// <summary>Reads what is left of a list that was begun.</summary>
    public async Task ReadRestAsync()
    {
        while (_list is not null && !Failed && !_ended)
        {
            await ReadPageAsync(_list);
        }
    }

    public ValueTask DisposeAsync() => _list?.DisposeAsync() ?? default;

    /// <summary>The list, in the order of the VMs if it can be had so.</summary>
    protected abstract IAsyncEnumerable<IReadOnlyList<T>> Open(IReadOnlyList<CloudVmWire> firstVms, CancellationToken cancellationToken);

    protected abstract void Put(T item);

    /// <summary>Whether everything of a VM is here.</summary>
    protected abstract bool HasAllOf(CloudVmWire vm);

    protected virtual async Task ReadAsync(IReadOnlyList<CloudVmWire> vms, CancellationToken cancellationToken)
    {
        var missing = vms.Where(vm => !HasAllOf(vm)).ToList();
        while (missing.Count > 0 && !_ended)
        {
            _list ??= Open(vms, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await ReadPageAsync(_list);
            missing.RemoveAll(HasAllOf);
        }
    }

    private async Task ReadPageAsync(IAsyncEnumerator<IReadOnlyList<T>> list)
    {
        _ended = !await list.MoveNextAsync();
        foreach (var item in _ended ? [] : list.Current)
        {
            Put(item);
        }
    }

    /// <summary>The query for a list that can be sorted.</summary>
    protected static Query InOrderOf(IReadOnlyList<CloudVmWire> vms, string path)
    {
        var newestFirst = vms[0].CreatedAt.Value > vms[vms.Count - 1].CreatedAt.Value;
        return new Query(path).AddList("excludeStatus", ["removed"]).Add("sort", "createdAt").Add("order", newestFirst ? "desc" : "asc");
    }
}
