namespace FluenceVm.Clouds.Waiting;

/// <summary>How long to wait between two looks: longer each time, up to a limit.</summary>
/// <param name="initialDelay">The first delay.</param>
/// <param name="maxDelay">The longest that it grows to; a longer first delay stays as it is.</param>
/// <param name="factor">By how much it grows each time.</param>
internal sealed class Backoff(TimeSpan initialDelay, TimeSpan maxDelay, double factor = 2)
{
    private TimeSpan _delay = initialDelay;

    /// <summary>The next delay.</summary>
    public TimeSpan Next()
    {
        var delay = _delay;
        if (delay < maxDelay)
        {
            var longer = TimeSpan.FromTicks((long)(delay.Ticks * factor));
            _delay = longer < maxDelay ? longer : maxDelay;
        }
        return delay;
    }
}
