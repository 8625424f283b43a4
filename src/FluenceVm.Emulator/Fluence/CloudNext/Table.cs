namespace FluenceVm.Emulator.Fluence.CloudNext;

/// <summary>
/// Things of one kind by id, oldest first. The service goes on listing what is gone; only so many of those are kept that an
/// emulator that runs for long doesn't grow.
/// </summary>
internal sealed class Table<T>
    where T : Row
{
    private const int KeptEnded = 1_000;
    private readonly Dictionary<Guid, T> _byId = [];
    private readonly SortedDictionary<long, T> _all = [];
    private readonly Queue<T> _ended = new();

    /// <summary>All of them, oldest first.</summary>
    public IEnumerable<T> All => _all.Values;

    /// <summary>Those that are gone or going, in the order in which they went.</summary>
    public IEnumerable<T> Ended => _ended;

    public T? Find(Guid? id) => id is { } known && _byId.TryGetValue(known, out var row) ? row : null;

    public T Add(T row)
    {
        _byId.Add(row.Id, row);
        _all.Add(row.Number, row);
        return row;
    }

    public void Clear()
    {
        _byId.Clear();
        _all.Clear();
        _ended.Clear();
    }

    /// <summary>Notes that one is gone or going.</summary>
    public void End(T row)
    {
        _ended.Enqueue(row);
        if (_ended.Count > KeptEnded)
        {
            Forget(_ended.Dequeue());
        }
    }

    /// <summary>Takes one out that never was more than a draft.</summary>
    public void Forget(T row)
    {
        _byId.Remove(row.Id);
        _all.Remove(row.Number);
    }
}
