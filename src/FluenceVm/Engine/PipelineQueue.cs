using System.Collections.Concurrent;

namespace FluenceVm.Engine;

/// <summary>
/// What the work hands to the pipeline thread, in order: objects to write, and other actions. Bounded, so that a slow
/// pipeline slows the work down. Objects gather in a batch for as long as the pipeline thread is busy, because handing over
/// each by itself costs more than reading it.
/// </summary>
internal sealed class PipelineQueue : IDisposable
{
    private const int BatchSize = 256;
    private const int Entries = 8;

    private readonly BlockingCollection<Action> _entries = new(Entries);
    private readonly Action<object> _write;
    private List<object>? _open;

    /// <summary>An empty queue.</summary>
    /// <param name="write">Writes an object; called on the pipeline thread.</param>
    public PipelineQueue(Action<object> write) => _write = write;

    /// <summary>Hands over an object.</summary>
    public void Write(object value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<object> batch;
        lock (_entries)
        {
            if (_open is { Count: < BatchSize })
            {
                _open.Add(value);
                return;
            }
            _open = batch = [value];
        }
        _entries.Add(() => Drain(batch), cancellationToken);
    }

    /// <summary>Hands over an action, which runs after everything that was handed over before.</summary>
    public void Post(Action action, CancellationToken cancellationToken)
    {
        lock (_entries)
        {
            _open = null;
        }
        _entries.Add(action, cancellationToken);
    }

    /// <summary>Says that nothing more will come.</summary>
    public void Complete() => _entries.CompleteAdding();

    /// <summary>Blocks for the next action, until nothing more will come or nobody wants to wait for it any more.</summary>
    public IEnumerable<Action> Take(CancellationToken abort)
    {
        while (TryTake(abort) is { } action)
        {
            yield return action;
        }
    }

    public void Dispose() => _entries.Dispose();

    private Action? TryTake(CancellationToken abort)
    {
        try
        {
            return _entries.TryTake(out var action, Timeout.Infinite, abort) ? action : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Drain(List<object> batch)
    {
        lock (_entries)
        {
            if (ReferenceEquals(_open, batch))
            {
                _open = null;
            }
        }
        foreach (var value in batch)
        {
            _write(value);
        }
    }
}
