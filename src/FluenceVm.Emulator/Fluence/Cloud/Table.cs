namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// Things of one kind by id, oldest first. The service goes on listing what is gone; only so many of those are kept that an
/// emulator that runs for long doesn't grow.
/// </summary>
internal sealed class Table<T>
    where T : Row
{
    private const int KeptEnded = 1_000;
    private readonly Dictionary<Guid, T> _byId = [];
    private readonly List<T> _all = [];
    private readonly Queue<T> _ended = new();

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<T> All => _all;

    /// <summary>Those that are gone or going, in the order in which they went.</summary>
    public IEnumerable<T> Ended => _ended;

    public T? Find(Guid? id) => id is { } known && _byId.TryGetValue(known, out var row) ? row : null;

    public T Add(T row)
    {
        _byId.Add(row.Id, row);
        _all.Insert(PlaceOf(row), row);
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
        _all.RemoveAt(PlaceOf(row));
    }

    /// <summary>Where one is, or belongs: nearly always at the end.</summary>
    private int PlaceOf(T row)
    {
        var (from, to) = (0, _all.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _all[middle].Number < row.Number ? (middle + 1, to) : (from, middle);
        }
        return from;
    }
}
