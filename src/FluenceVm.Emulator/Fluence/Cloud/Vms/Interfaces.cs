using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Addresses;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Networks;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>What holds for the interfaces of a VM together.</summary>
internal static class Interfaces
{
    /// <summary>The VPC that a VM is in: that of its first private interface.</summary>
    public static Guid? VpcOf(CloudAccount account, Vm vm) =>
        vm.Interfaces.Select(nic => account.Subnets.Find(nic.SubnetId)?.VpcId).FirstOrDefault(vpc => vpc is not null);

    /// <summary>Gives a private interface its addresses: those that it asked for, or the next free ones.</summary>
    public static void GiveAddress(CloudAccount account, Nic nic)
    {
        if (account.Subnets.Find(nic.SubnetId) is { } subnet)
        {
            subnet.Wake();
            account.Vpcs.Find(subnet.VpcId)?.Wake();
            subnet.Static.AddRange(nic.DesiredIps);
            nic.AssignedIps = [.. nic.DesiredIps.Count > 0 ? nic.DesiredIps : subnet.Give(subnet.Static.Contains)];
        }
    }

    /// <summary>A subnet that an interface of a VM can be bound to.</summary>
    /// <exception cref="CloudRefusal">404 or 409: it isn't there or elsewhere, or the VM is in it already.</exception>
    public static Subnet SubnetFor(CloudAccount account, Vm vm, Guid id, DateTimeOffset now)
    {
        var subnet = account.Subnets.Living(id, "Subnet");
        if (subnet.Datacenter != vm.Datacenter)
        {
            throw CloudRefusal.NotFound("Subnet", id);
        }
        if (vm.Interfaces.Exists(nic => nic.SubnetId == id))
        {
            throw CloudRefusal.Conflict($"The VM is in the subnet {subnet.Name} already", "subnet_already_attached");
        }
        subnet.Wake(now);
        return subnet;
    }

    /// <summary>An address that a running VM can take.</summary>
    /// <exception cref="CloudRefusal">404: it isn't there, or can't be attached.</exception>
    public static Address AddressFor(CloudAccount account, Vm vm, Guid id, DateTimeOffset now)
    {
        const string What = "Public IP that can be attached";
        var address = account.Addresses.Known(id, What);
        var isFree = address.StatusAt(now) == Asset.Ready && address.HolderAt(account, now) is null;
        if (!isFree || address.Datacenter != vm.Datacenter)
        {
            throw CloudRefusal.NotFound(What, id);
        }
        return address;
    }

    /// <exception cref="CloudRefusal">409: there is a public interface already, or no room for one more.</exception>
    public static void RequireRoom(Vm vm, bool isPublic)
    {
        if (isPublic && vm.Interfaces.Exists(nic => nic.IsPublic))
        {
            throw CloudRefusal.Conflict("The VM has a public interface already", "active_public_interface");
        }
        if (vm.Interfaces.Count >= DraftViolations.MostInterfaces)
        {
            throw CloudRefusal.Conflict($"A VM has at most {DraftViolations.MostInterfaces} interfaces");
        }
    }

    public static void MakeDefault(Vm vm, Nic chosen)
    {
        foreach (var nic in vm.Interfaces)
        {
            nic.IsDefault = nic == chosen;
        }
    }
}
