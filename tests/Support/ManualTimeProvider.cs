namespace FluenceVm.Tests.Support;

/// <summary>
/// A clock that a test moves. Delays of at most <c>skipUpTo</c> end at once and move it; longer ones (an attempt's
/// timeout, say) end when <see cref="Advance"/> reaches them.
/// </summary>
public sealed class ManualTimeProvider(TimeSpan skipUpTo = default) : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The delays that were skipped.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_gate)
            {
                return [.. _delays];
            }
        }
    }

    /// <summary>Ends when a timer shorter than <see cref="Watched"/> is first set.</summary>
    public Task Armed => _armed.Task;

    /// <summary>Which timers <see cref="Armed"/> is about.</summary>
    public TimeSpan Watched { get; init; } = TimeSpan.FromSeconds(60);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(due.Contains);
        }
        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        var skipped = false;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime < TimeSpan.Zero)
            {
                return;
            }
            if (dueTime <= skipUpTo)
            {
                _now += dueTime;
                _delays.Add(dueTime);
                skipped = true;
            }
            else
            {
                timer.Due = _now + dueTime;
                _timers.Add(timer);
            }
        }
        if (skipped)
        {
            ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        }
        if (dueTime < Watched)
        {
            _armed.TrySetResult();
        }
    }

    private void Forget(ManualTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            owner.Set(this, dueTime);
            return true;
        }

        public void Dispose() => owner.Forget(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
