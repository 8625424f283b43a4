namespace FluenceVm.Emulator.Hosting;

/// <summary>Requests that are under way longer than their senders wait, each until a time of the emulator's clock.</summary>
internal sealed class LateRequests
{
    private readonly EventQueue<Late> _queue = new();
    private long _count;

    public void Add(EmulatorRequest request, DateTimeOffset arrivesAt) => _queue.Schedule(new Late(_count++, arrivesAt, request));

    /// <summary>Takes the earliest one that has arrived by a time.</summary>
    public bool TryTake(DateTimeOffset by, out DateTimeOffset at, out EmulatorRequest request)
    {
        var taken = _queue.TryTake(by, out at, out var late);
        request = taken ? late.Request : null!;
        return taken;
    }

    private sealed record Late(long Number, DateTimeOffset ArrivesAt, EmulatorRequest Request) : IScheduled
    {
        public DateTimeOffset? DueAt => ArrivesAt;
    }
}
