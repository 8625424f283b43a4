namespace FluenceVm.Clouds.Waiting;

/// <summary>This machine's timers with somebody else's clock: an emulator's that was moved on in time, say.</summary>
internal sealed class ClockTime(Func<DateTimeOffset> clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock();
}
