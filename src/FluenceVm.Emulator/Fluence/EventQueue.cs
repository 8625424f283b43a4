namespace FluenceVm.Emulator.Fluence;

/// <summary>Which VM something happens to next, and when: earliest first, then the older VM.</summary>
internal sealed class EventQueue
{
    private readonly SortedSet<(DateTimeOffset At, long Number)> _due = [];
    private readonly Dictionary<long, (DateTimeOffset At, EmulatedVm Vm)> _vms = [];

    /// <summary>Puts a VM where its <see cref="EmulatedVm.DueAt"/> says.</summary>
    public void Schedule(EmulatedVm vm)
    {
        Remove(vm);
        if (vm.DueAt is { } at)
        {
            _due.Add((at, vm.Number));
            _vms[vm.Number] = (at, vm);
        }
    }

    public void Remove(EmulatedVm vm)
    {
        if (_vms.TryGetValue(vm.Number, out var scheduled))
        {
            _due.Remove((scheduled.At, vm.Number));
            _vms.Remove(vm.Number);
        }
    }

    /// <summary>The next VM that is due by a time, and when it was; false where none is.</summary>
    public bool TryTake(DateTimeOffset by, out DateTimeOffset at, out EmulatedVm vm)
    {
        if (_due.Count == 0 || _due.Min.At > by)
        {
            (at, vm) = (default, null!);
            return false;
        }
        (at, vm) = _vms[_due.Min.Number];
        Remove(vm);
        return true;
    }
}
