using FluenceVm.Emulator.Fluence.Cloud.Accounts;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Ends VMs. Their disks and addresses stay, and go on costing.</summary>
internal static class Termination
{
    public static void Begin(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        vm.Touch(now);
        if (vm.IsOfMarket)
        {
            // The marketplace ends it, and takes along what comes with it.
            account.Life.Ended(vm, now);
            return;
        }
        vm.TerminatedAt = now + CloudGuesses.Termination;
        account.Purse.End(vm.Id, now);
        account.Vms.End(vm);
        account.Life.Ended(vm, now);
    }

    /// <summary>A VM that couldn't be launched: it isn't billed any more, and waits to be terminated.</summary>
    public static void Fail(CloudAccount account, Vm vm, DateTimeOffset at)
    {
        vm.HasFailed = true;
        account.Purse.Stop(vm.Id, at);
    }
}
