using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Faults;

/// <summary>The planted faults, and which request they strike.</summary>
internal sealed class FaultPlan
{
    private readonly List<PlantedFault> _planted = [];

    /// <summary>Plants a fault; one of the same operation and kind is replaced.</summary>
    /// <param name="fault">The fault, which <see cref="FaultRules"/> has checked.</param>
    /// <param name="replica">What answers instead if it makes reads lag.</param>
    public void Set(EmulatorFault fault, LaggingReplica? replica = null)
    {
        lock (_planted)
        {
            _planted.RemoveAll(each => each.Fault.Kind == fault.Kind && each.IsOf(fault.Operation));
            _planted.Add(new PlantedFault(fault, replica));
        }
    }

    /// <summary>Removes the faults of an operation; <c>*</c> removes all.</summary>
    public void Clear(string operation)
    {
        lock (_planted)
        {
            _planted.RemoveAll(each => operation == "*" || each.IsOf(operation));
        }
    }

    public IReadOnlyList<EmulatorFault> List()
    {
        lock (_planted)
        {
            return [.. _planted.Select(each => each.Fault)];
        }
    }

    /// <summary>Tells the states that lag what was changed.</summary>
    public void Hear(Change change)
    {
        lock (_planted)
        {
            _planted.ForEach(each => each.Replica?.Hear(change));
        }
    }

    /// <summary>What strikes a request: delays add up, of the other kinds the first one planted wins.</summary>
    public FaultStrike Roll(string operation, bool isRead)
    {
        lock (_planted)
        {
            var strike = FaultStrike.None;
            foreach (var each in _planted)
            {
                if (each.Sees(operation, isRead) && (strike.IsFree || each.OnlyDelays) && each.Strikes())
                {
                    strike = strike.And(each);
                }
            }
            return strike;
        }
    }
}
