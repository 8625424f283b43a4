namespace FluenceVm.Emulator.Hosting;

/// <summary>The emulator's time: real time at a rate, plus steps. It never goes back, whatever the machine's clock does.</summary>
internal sealed class EmulatorClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly TimeProvider _real;
    private DateTimeOffset _lastReal;
    private DateTimeOffset _now;
    private TimeSpan _stepped;

    /// <summary>A clock that starts at a time.</summary>
    /// <param name="real">Real time.</param>
    /// <param name="rate">Emulated seconds in a real one; 0 stands still between steps.</param>
    /// <param name="start">What it shows first.</param>
    public EmulatorClock(TimeProvider real, double rate, DateTimeOffset start)
    {
        _real = real;
        Rate = rate;
        _lastReal = real.GetUtcNow();
        _now = start.ToUniversalTime();
    }

    /// <summary>Emulated seconds in a real one.</summary>
    public double Rate { get; }

    /// <summary>How far it was moved on by steps.</summary>
    public TimeSpan Stepped
    {
        get
        {
            lock (_gate)
            {
                return _stepped;
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var real = _real.GetUtcNow();
            if (real > _lastReal)
            {
                _now += Scale(real - _lastReal);
            }
            _lastReal = real;
            return _now;
        }
    }

    /// <summary>Moves it on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative, or leads past the calendar's end.</exception>
    public void Step(TimeSpan by)
    {
        lock (_gate)
        {
            if (by < TimeSpan.Zero || by > DateTimeOffset.MaxValue - GetUtcNow())
            {
                throw new ArgumentOutOfRangeException(nameof(by), by, "A step leads forward, and not past the year 9999.");
            }
            _now += by;
            _stepped += by;
        }
    }

    private TimeSpan Scale(TimeSpan real)
    {
        var ticks = real.Ticks * Rate;
        var left = (DateTimeOffset.MaxValue - _now).Ticks;
        return TimeSpan.FromTicks(ticks < left ? (long)ticks : left);
    }
}
