using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>
/// Things by number: those that are there, and the latest of those that are gone. Generation <c>Cloud</c> goes on listing what
/// has ended; only so many are kept that an emulator that runs for long doesn't grow.
/// </summary>
internal sealed class Roster<T>
    where T : class, IScheduled
{
    private const int Kept = 1_000;
    private readonly SortedDictionary<long, T> _living = [];
    private readonly SortedDictionary<long, T> _all = [];
    private readonly Queue<T> _ended = new();

    public IEnumerable<T> Living => _living.Values;

    public int LivingCount => _living.Count;

    /// <summary>Those that are gone, in the order in which they went.</summary>
    public IEnumerable<T> Ended => _ended;

    /// <summary>All that are known, oldest first.</summary>
    public IEnumerable<T> All => _all.Values;

    /// <summary>The one of a number, there or gone; null if it is not known.</summary>
    public T? Find(long number) => _all.TryGetValue(number, out var item) ? item : null;

    public bool IsLiving(T item) => _living.ContainsKey(item.Number);

    public void Add(T item)
    {
        _living.Add(item.Number, item);
        _all.Add(item.Number, item);
    }

    /// <summary>Moves one to those that are gone, or puts one there that was so already.</summary>
    public void End(T item)
    {
        _living.Remove(item.Number);
        _all[item.Number] = item;
        _ended.Enqueue(item);
        if (_ended.Count > Kept)
        {
            _all.Remove(_ended.Dequeue().Number);
        }
    }
}
