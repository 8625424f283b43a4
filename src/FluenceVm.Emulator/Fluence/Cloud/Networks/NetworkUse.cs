using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>Who uses a part of a network: interfaces of VMs that aren't gone.</summary>
internal static class NetworkUse
{
    /// <summary>Every interface of a VM that isn't gone, and its VM.</summary>
    public static IEnumerable<(Vm Vm, Nic Nic)> Interfaces(CloudAccount account, DateTimeOffset now)
    {
        foreach (var vm in account.Vms.All)
        {
            if (!vm.IsGone(now))
            {
                foreach (var nic in vm.Interfaces)
                {
                    yield return (vm, nic);
                }
            }
        }
    }

    /// <summary>The interfaces that a security group is bound to.</summary>
    public static IEnumerable<(Vm Vm, Nic Nic)> Of(CloudAccount account, SecurityGroup group, DateTimeOffset now) =>
        Interfaces(account, now).Where(each => each.Nic.SecurityGroupId == group.Id);

    public static bool IsUsed(CloudAccount account, Subnet subnet, DateTimeOffset now) =>
        Interfaces(account, now).Any(each => each.Nic.SubnetId == subnet.Id && !each.Vm.IsDraft);

    public static bool IsUsed(CloudAccount account, SecurityGroup group, DateTimeOffset now) =>
        Of(account, group, now).Any(each => !each.Vm.IsDraft);
}
