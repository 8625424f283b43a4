using System.Collections.Concurrent;
using FluenceVm.Clouds.Http;

namespace FluenceVm.Engine;

/// <summary>
/// Remembers for half a minute, or until the session changes something, what a connection could complete to. A tab key waits
/// 300 ms at the most; a response that comes later is there for the next one.
/// </summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<Type, Entry> _entries = new();

    public IReadOnlyList<Candidate> Get(Type kind, Func<CancellationToken, Task<IReadOnlyList<Candidate>>> load)
    {
        var entry = _entries.AddOrUpdate(kind, _ => new Entry(load), (_, known) => known.IsUsable ? known : new Entry(load));
        return entry.Wait(Timeout);
    }

    /// <summary>Takes notice of a request of a cmdlet: if it may have changed something, what is remembered may be wrong now.</summary>
    public void Notice(RequestReport request)
    {
        if (request.Method != "GET")
        {
            _entries.Clear();
        }
    }

    private sealed class Entry
    {
        private readonly DateTime _loaded = DateTime.UtcNow;
        private readonly Lazy<Task<IReadOnlyList<Candidate>>> _candidates;

        public Entry(Func<CancellationToken, Task<IReadOnlyList<Candidate>>> load) =>
            _candidates = new(() => Task.Run(async () =>
            {
                using var limit = new CancellationTokenSource(Freshness);
                return await load(limit.Token);
            }));

        public bool IsUsable => DateTime.UtcNow - _loaded < Freshness && !_candidates.Value.IsFaulted && !_candidates.Value.IsCanceled;

        public IReadOnlyList<Candidate> Wait(TimeSpan patience)
        {
            var candidates = _candidates.Value;
            // Task.WhenAny never throws, so a failed load is an empty list here.
            return Task.WhenAny(candidates, Task.Delay(patience)).GetAwaiter().GetResult() == candidates
                && candidates.Status == TaskStatus.RanToCompletion
                ? candidates.Result
                : [];
        }
    }
}
