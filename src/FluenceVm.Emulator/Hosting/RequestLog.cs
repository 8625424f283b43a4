namespace FluenceVm.Emulator.Hosting;

/// <summary>The latest requests, and how many there were of each operation since the start.</summary>
internal sealed class RequestLog
{
    private const int Kept = 10_000;
    private readonly Queue<EmulatorLogEntry> _entries = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.OrdinalIgnoreCase);
    private long _total;

    /// <summary>Every request that ended, unknown routes too.</summary>
    public long Total => Interlocked.Read(ref _total);

    public void Add(EmulatorLogEntry entry)
    {
        lock (_entries)
        {
            _total++;
            var operation = entry.Operation ?? string.Empty;
            _counts[operation] = Count(operation) + 1;
            if (_entries.Count == Kept)
            {
                _entries.Dequeue();
            }
            _entries.Enqueue(entry);
        }
    }

    public IReadOnlyList<EmulatorLogEntry> Entries()
    {
        lock (_entries)
        {
            return [.. _entries];
        }
    }

    public long CountOf(string operation)
    {
        lock (_entries)
        {
            return Count(operation);
        }
    }

    private long Count(string operation) => _counts.TryGetValue(operation, out var count) ? count : 0;
}
