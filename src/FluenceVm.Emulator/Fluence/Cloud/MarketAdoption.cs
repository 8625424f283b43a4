using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Addresses;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>What a VM of the marketplace looks like in this generation: its disk and address come with it, and cost nothing more.</summary>
internal static class MarketAdoption
{
    /// <summary>Makes the VM, its disk, its address and its interfaces.</summary>
    public static Vm Adopt(CloudAccount account, EmulatedVm market)
    {
        var (place, at) = (market.Offer.Datacenter, market.CreatedAt);
        var vm = new Vm { ProvisionedAt = at, IsOfMarket = true, MarketId = market.Id };
        account.Vms.Add(account.Made(vm, CloudKind.Vm, market.Name, place, at));
        vm.ConfigurationId = CloudCatalogue.Configurations.First(each =>
            each.Cpu == market.Offer.Configuration.Cpu && each.RamGb == market.Offer.Configuration.RamGiB).Id;
        vm.SshKeyIds = [.. account.SshKeys.All
            .Where(key => market.SshKeys.Contains(key.Name) || market.SshKeys.Contains(key.PublicKey)).Select(CloudIds.OfKey)];
        var image = Images.All.FirstOrDefault(each => each.DownloadUrl == market.OsImage);
        var disk = new Disk
        {
            IsIncluded = true,
            StartedAt = at,
            VolumeGb = market.StorageGiB,
            VmId = vm.Id,
            Source = image is null ? new ImageSource { Url = market.OsImage } : ImageSource.Of(image),
        };
        var address = new Address { IsIncluded = true, StartedAt = at, VmId = vm.Id, Text = market.PublicIp };
        vm.BootDiskId = account.Disks.Add(account.Made(disk, CloudKind.Disk, market.Name, place, at)).Id;
        account.Addresses.Add(account.Made(address, CloudKind.Address, market.Name, place, at));
        vm.Interfaces.Add(Drafts.Nic(account, vm, new(false, false, DefaultNetworks.In(account, place, at).Id, null, null, []), at));
        vm.Interfaces.Add(Drafts.Nic(account, vm, new(true, true, null, address.Id, null, []), at));
        Interfaces.GiveAddress(account, vm.Interfaces[0]);
        return vm;
    }

    /// <summary>Opens ports by a security group of the VM's own.</summary>
    public static void SetPorts(CloudAccount account, Vm vm, IReadOnlyList<OpenPort> ports, DateTimeOffset at)
    {
        var nic = vm.Interfaces.Find(each => !each.IsPublic);
        if (nic is null)
        {
            return;
        }
        var group = account.Groups.Find(vm.PortGroupId);
        if (group is null)
        {
            group = new SecurityGroup { StartedAt = at, VpcId = account.Subnets.Find(nic.SubnetId)!.VpcId };
            var name = ModuleName.Of(FormattableString.Invariant($"ports {vm.Number}"));
            account.Groups.Add(account.Made(group, CloudKind.Group, name, vm.Datacenter, at));
            vm.PortGroupId = group.Id;
        }
        group.Ingress = PortRules.Of(ports);
        nic.SecurityGroupId = group.Id;
    }

    /// <summary>Ends the VM, and with it all that came with it.</summary>
    public static void End(CloudAccount account, Vm vm, DateTimeOffset at)
    {
        vm.TerminatedAt = at;
        account.Vms.End(vm);
        foreach (var disk in vm.DiskIds.Select(id => account.Disks.Find(id)!).Where(each => each.IsIncluded))
        {
            disk.RemovedAt = at;
            account.Disks.End(disk);
        }
        foreach (var address in vm.AddressIds.Select(id => account.Addresses.Find(id)!).Where(each => each.IsIncluded))
        {
            address.RemovedAt = at;
            account.Addresses.End(address);
        }
        if (account.Groups.Find(vm.PortGroupId) is { IsLiving: true } group)
        {
            group.RemovedAt = at;
            account.Groups.End(group);
        }
    }
}
