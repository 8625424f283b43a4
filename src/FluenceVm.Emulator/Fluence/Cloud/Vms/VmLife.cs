using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>What happens to an account's VMs by itself, and who must hear of what is done to them.</summary>
internal sealed class VmLife(CloudAccount account)
{
    private readonly EventQueue<Vm> _events = new();

    /// <summary>When something happens next; null if nothing will.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            DateTimeOffset? debt = account.Debt.NextAt is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
            return debt is null || _events.NextAt < debt ? _events.NextAt : debt;
        }
    }

    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (NextAt is { } next && next <= now)
        {
            account.Purse.AdvanceTo(next);
            Fail(next);
            if (account.Debt.NextAt <= Purse.Second(next))
            {
                Debts.Enforce(account, account.Debt.Advance(Purse.Second(next)), next);
            }
        }
        account.Purse.AdvanceTo(now);
    }

    /// <summary>A VM was provisioned: it takes its place in a datacenter.</summary>
    public void Started(Vm vm, DateTimeOffset now)
    {
        _events.Schedule(vm);
        account.Link.Show(vm, now);
    }

    /// <summary>A VM ends: its place gets free.</summary>
    public void Ended(Vm vm, DateTimeOffset now)
    {
        _events.Remove(vm);
        account.Link.End(vm, now);
    }

    /// <summary>A VM's name or ports have changed.</summary>
    public void Updated(Vm vm)
    {
        account.Purse.Rename(vm.Id, vm.Name);
        account.Link.Update(vm);
    }

    /// <summary>Takes up again what is due of VMs that a state tells of.</summary>
    public void Resume()
    {
        foreach (var vm in account.Vms.All.Where(vm => !vm.IsDraft && vm.TerminatedAt is null))
        {
            _events.Schedule(vm);
        }
    }

    private void Fail(DateTimeOffset now)
    {
        while (_events.TryTake(now, out var at, out var vm))
        {
            Termination.Fail(account, vm, at);
            account.Link.Fail(vm, at);
        }
    }
}
