using FluenceVm.Emulator.Fluence.CloudNext.Accounts;
using FluenceVm.Emulator.Fluence.CloudNext.Vms;

namespace FluenceVm.Emulator.Fluence.CloudNext.Networks;

/// <summary>Who uses a part of a network: interfaces of VMs that aren't gone.</summary>
internal static class NetworkUse
{
    /// <summary>Every interface of a VM that isn't gone, and its VM.</summary>
    public static IEnumerable<(Vm Vm, Nic Nic)> Interfaces(CloudAccount account, DateTimeOffset now) =>
        from vm in account.Vms.All
        where !vm.IsGone(now)
        from nic in vm.Interfaces
        select (vm, nic);

    public static bool IsUsed(CloudAccount account, Subnet subnet, DateTimeOffset now) =>
        Interfaces(account, now).Any(each => each.Nic.SubnetId == subnet.Id && each.Vm.ProvisionedAt is not null);

    public static bool IsUsed(CloudAccount account, SecurityGroup group, DateTimeOffset now) =>
        Interfaces(account, now).Any(each => each.Nic.SecurityGroupId == group.Id && each.Vm.ProvisionedAt is not null);
}
