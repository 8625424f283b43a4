namespace FluenceVm.Emulator.Faults;

/// <summary>A fault with its dice, and with the state that it shows if it makes reads lag.</summary>
internal sealed class PlantedFault(EmulatorFault fault, LaggingReplica? replica)
{
    private readonly Random _random = new(fault.Seed);

    public EmulatorFault Fault => fault;

    /// <summary>What answers the reads that it strikes; null for every kind but <see cref="EmulatorFaultKind.Lag"/>.</summary>
    public LaggingReplica? Replica => replica;

    /// <summary>Whether it is one that only holds a request up, so that another fault can strike the same request.</summary>
    public bool OnlyDelays => fault.Kind is EmulatorFaultKind.Delay or EmulatorFaultKind.DelayAfter;

    /// <summary>Counts a request if it is of its operation, and says whether it is. A lag sees reads only.</summary>
    public bool Sees(string operation, bool isRead)
    {
        var matches = (isRead || fault.Kind != EmulatorFaultKind.Lag) && (fault.Operation == "*" || IsOf(operation));
        fault.Seen += matches ? 1 : 0;
        return matches;
    }

    /// <summary>Whether it was planted for an operation, written in any case.</summary>
    public bool IsOf(string operation) => string.Equals(fault.Operation, operation, StringComparison.OrdinalIgnoreCase);

    /// <summary>Decides on the request that was just seen, and counts it if it is struck.</summary>
    public bool Strikes()
    {
        if (fault.Struck >= fault.Count || !IsItsTurn() || _random.NextDouble() >= fault.Probability)
        {
            return false;
        }
        fault.Struck++;
        return true;
    }

    private bool IsItsTurn() => fault.Every is { } every ? fault.Seen % every == 0 : fault.Nth.Count == 0 || fault.Nth.Contains(fault.Seen);
}
