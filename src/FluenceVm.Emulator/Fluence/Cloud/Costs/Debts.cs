using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>What the service removes from an account that doesn't pay. Drafts and networks stay.</summary>
internal static class Debts
{
    public static void Enforce(CloudAccount account, DebtStage stage, DateTimeOffset now)
    {
        if (stage == DebtStage.WithoutVms)
        {
            RemoveVms(account, now);
        }
        else if (stage == DebtStage.WithoutDisks)
        {
            foreach (var disk in account.Disks.All.Where(each => each.IsBilledByItself).ToList())
            {
                disk.End(account, now);
            }
        }
    }

    private static void RemoveVms(CloudAccount account, DateTimeOffset now)
    {
        foreach (var vm in account.Vms.All.Where(each => !each.IsDraft && !each.IsOfMarket && each.TerminatedAt is null).ToList())
        {
            Termination.Begin(account, vm, now);
        }
        foreach (var address in account.Addresses.All.Where(each => each.IsBilledByItself).ToList())
        {
            address.End(account, now);
        }
    }
}
