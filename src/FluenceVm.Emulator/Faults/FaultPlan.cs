namespace FluenceVm.Emulator.Faults;

/// <summary>The planted faults, and the dice that decide which request they strike.</summary>
internal sealed class FaultPlan
{
    private readonly List<Planted> _planted = [];

    /// <summary>Plants a fault; one of the same operation and kind is replaced.</summary>
    /// <exception cref="ArgumentException">There is no such operation, or a number is out of its range.</exception>
    public void Set(EmulatorFault fault)
    {
        Check(fault);
        lock (_planted)
        {
            _planted.RemoveAll(each => each.Fault.Kind == fault.Kind && Same(each.Fault.Operation, fault.Operation));
            _planted.Add(new Planted(fault));
        }
    }

    /// <summary>Removes the faults of an operation; <c>*</c> removes all.</summary>
    public void Clear(string operation)
    {
        lock (_planted)
        {
            _planted.RemoveAll(each => operation == "*" || Same(each.Fault.Operation, operation));
        }
    }

    public IReadOnlyList<EmulatorFault> List()
    {
        lock (_planted)
        {
            return [.. _planted.Select(each => each.Fault)];
        }
    }

    /// <summary>What strikes a request: delays add up, of the other kinds the first one planted wins.</summary>
    public FaultStrike Roll(string operation)
    {
        lock (_planted)
        {
            var delay = TimeSpan.Zero;
            EmulatorFault? ending = null;
            foreach (var each in _planted)
            {
                var fault = each.Fault;
                if (fault.Operation != "*" && !Same(fault.Operation, operation)
                    || (ending is not null && fault.Kind != EmulatorFaultKind.Delay)
                    || !each.Strikes())
                {
                    continue;
                }
                if (fault.Kind == EmulatorFaultKind.Delay)
                {
                    delay += fault.Delay;
                }
                else
                {
                    ending = fault;
                }
            }
            return new FaultStrike(delay, ending, ending?.Struck ?? 0);
        }
    }

    private static void Check(EmulatorFault fault)
    {
        if (fault.Operation != "*" && !EmulatorFault.Operations.Contains(fault.Operation, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"There is no operation '{fault.Operation}'. There are * and {string.Join(", ", EmulatorFault.Operations)}.", nameof(fault));
        }
        if (fault.Probability is not (>= 0 and <= 1))
        {
            throw new ArgumentException("A fault's probability lies between 0 and 1.", nameof(fault));
        }
        if (fault.Count < 1)
        {
            throw new ArgumentException("A fault's count is at least 1; leave it out for no end.", nameof(fault));
        }
        if (fault.StatusCode is < 400 or > 599)
        {
            throw new ArgumentException("A fault's status lies between 400 and 599.", nameof(fault));
        }
        if (fault.Delay < TimeSpan.Zero || fault.RetryAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("A fault's times are not negative.", nameof(fault));
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed class Planted(EmulatorFault fault)
    {
        private readonly Random _random = new(fault.Seed);

        public EmulatorFault Fault => fault;

        public bool Strikes()
        {
            if (fault.Struck >= fault.Count || _random.NextDouble() >= fault.Probability)
            {
                return false;
            }
            fault.Struck++;
            return true;
        }
    }
}
