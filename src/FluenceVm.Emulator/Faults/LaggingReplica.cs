using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Faults;

/// <summary>A second copy of the services that hears of changes late, as a replica of a database does.</summary>
/// <param name="clouds">The copy, in the state of the start.</param>
/// <param name="start">When it was made; nothing older can be shown.</param>
/// <param name="fault">How far it lags.</param>
internal sealed class LaggingReplica(EmulatedClouds clouds, DateTimeOffset start, EmulatorFault fault)
{
    private readonly Queue<Change> _unseen = new();

    public void Hear(Change change) => _unseen.Enqueue(change);

    /// <summary>Answers a read as of an earlier time.</summary>
    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        while (_unseen.Count > 0 && IsOld(_unseen.Peek(), now))
        {
            clouds.Apply(_unseen.Dequeue());
        }
        return clouds.Read(request, Shown(now));
    }

    private bool IsOld(Change change, DateTimeOffset now) =>
        fault.LagChanges is { } changes ? _unseen.Count > changes : now - change.At >= fault.Lag;

    private DateTimeOffset Shown(DateTimeOffset now)
    {
        if (fault.LagChanges is not null)
        {
            return _unseen.Count > 0 ? _unseen.Peek().At : now;
        }
        return now - start > fault.Lag ? now - fault.Lag : start;
    }
}
