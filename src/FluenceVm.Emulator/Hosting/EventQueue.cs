namespace FluenceVm.Emulator.Hosting;

/// <summary>Something that is numbered since the beginning, and to which something happens by itself.</summary>
internal interface IScheduled
{
    /// <summary>Which one it is since the beginning; also the order of lists.</summary>
    long Number { get; }

    /// <summary>When something happens to it next; null for never.</summary>
    DateTimeOffset? DueAt { get; }
}

/// <summary>What something happens to next, and when: earliest first, then the older one.</summary>
internal sealed class EventQueue<T>
    where T : class, IScheduled
{
    private readonly SortedSet<(DateTimeOffset At, long Number)> _due = [];
    private readonly Dictionary<long, (DateTimeOffset At, T Item)> _items = [];

    /// <summary>When the next one is due; null if nothing will happen.</summary>
    public DateTimeOffset? NextAt => _due.Count == 0 ? null : _due.Min.At;

    /// <summary>Puts something where its <see cref="IScheduled.DueAt"/> says.</summary>
    public void Schedule(T item)
    {
        Remove(item);
        if (item.DueAt is { } at)
        {
            _due.Add((at, item.Number));
            _items[item.Number] = (at, item);
        }
    }

    public void Remove(T item)
    {
        if (_items.TryGetValue(item.Number, out var scheduled))
        {
            _due.Remove((scheduled.At, item.Number));
            _items.Remove(item.Number);
        }
    }

    /// <summary>The next one that is due by a time, and when it was; false if none is.</summary>
    public bool TryTake(DateTimeOffset by, out DateTimeOffset at, out T item)
    {
        if (_due.Count == 0 || _due.Min.At > by)
        {
            (at, item) = (default, null!);
            return false;
        }
        (at, item) = _items[_due.Min.Number];
        Remove(item);
        return true;
    }
}
