using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence;

/// <summary>The account's VMs: their life, their billing, and the stock that they hold.</summary>
internal sealed class Fleet(Ledger ledger, Stock stock)
{
    private readonly Roster<EmulatedVm> _vms = new();
    private readonly Dictionary<string, EmulatedVm> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly EventQueue<EmulatedVm> _events = new();

    /// <summary>A VM is new, renamed, deleted, or something has happened to it by itself.</summary>
    public event Action<EmulatedVm, DateTimeOffset>? Changed;

    /// <summary>All VMs, oldest first.</summary>
    public IEnumerable<EmulatedVm> All => _vms.Living;

    public int Count => _vms.LivingCount;

    /// <summary>All VMs, and the latest of those that are gone.</summary>
    public Roster<EmulatedVm> Roster => _vms;

    /// <summary>When something happens next; null if nothing will.</summary>
    public DateTimeOffset? NextAt => _events.NextAt;

    /// <summary>The number that the next VM gets; no number comes twice.</summary>
    public long NextNumber { get; set; } = 1;

    /// <summary>The VM of an id (in any case of letters), or null.</summary>
    public EmulatedVm? Find(string id) => _byId.TryGetValue(id, out var vm) ? vm : null;

    /// <summary>Adds a VM that holds stock from now on; its money has been moved already.</summary>
    public void Add(EmulatedVm vm)
    {
        stock.Take(vm.Offer, vm.ExtraStorage);
        _vms.Add(vm);
        _byId.Add(vm.Id, vm);
        _events.Schedule(vm);
        Tell(vm, vm.CreatedAt);
    }

    /// <summary>Tells that a VM was changed.</summary>
    public void Tell(EmulatedVm vm, DateTimeOffset at) => Changed?.Invoke(vm, at);

    /// <summary>Marks a VM for deletion; one that is marked already stays as it is.</summary>
    public void Delete(EmulatedVm vm, DateTimeOffset now)
    {
        if (vm.MarkedForDeletion)
        {
            return;
        }
        vm.RemoveAt = now + VmTimes.Deletion;
        vm.NextBillingAt = null;
        if (vm.State != VmState.Terminated)
        {
            vm.Enter(VmState.Stopped, now);
        }
        _events.Schedule(vm);
        Tell(vm, now);
    }

    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_events.TryTake(now, out var at, out var vm))
        {
            Happen(vm, at);
            if (_vms.IsLiving(vm))
            {
                _events.Schedule(vm);
                Tell(vm, at);
            }
        }
    }

    private void Happen(EmulatedVm vm, DateTimeOffset at)
    {
        if (vm.MarkedForDeletion)
        {
            Remove(vm);
            return;
        }
        switch (vm.State)
        {
            case VmState.New:
                vm.Enter(VmState.Launching, at);
                break;
            case VmState.Launching:
                vm.Enter(VmState.Active, at);
                break;
            default:
                if (vm.CheckAt is not null)
                {
                    Check(vm, at);
                }
                else
                {
                    Bill(vm, at);
                }
                break;
        }
    }

    private void Check(EmulatedVm vm, DateTimeOffset at)
    {
        vm.CheckAt = null;
        if (vm.State != VmState.InsufficientFunds)
        {
            vm.Enter(ledger.Balance < vm.Price ? VmState.SmallBalance : VmState.Active, at);
        }
    }

    private void Bill(EmulatedVm vm, DateTimeOffset at)
    {
        if (!ledger.TryCharge(vm))
        {
            vm.NextBillingAt = null;
            vm.Enter(VmState.Terminated, at);
            return;
        }
        vm.NextBillingAt = at + VmTimes.Epoch;
        vm.CheckAt = vm.NextBillingAt - VmTimes.Warning;
        vm.Enter(vm.Reserve < vm.Price ? VmState.InsufficientFunds : VmState.Active, at);
    }

    private void Remove(EmulatedVm vm)
    {
        _vms.End(vm);
        _byId.Remove(vm.Id);
        ledger.Release(vm);
        stock.GiveBack(vm.Offer, vm.ExtraStorage);
    }
}
