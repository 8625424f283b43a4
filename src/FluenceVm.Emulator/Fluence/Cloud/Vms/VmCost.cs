using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>What a VM costs with all that belongs to it, in USD per hour.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Incremental">What isn't billed yet.</param>
internal readonly record struct VmCost(decimal Total, decimal Incremental)
{
    /// <summary>What a draft will cost; a size without a price counts as nothing here.</summary>
    public static VmCost Of(CloudAccount account, Vm vm)
    {
        var price = CloudPrices.Vm(vm.Datacenter, vm.Configuration) ?? 0;
        var cost = new VmCost(price, price);
        foreach (var disk in vm.DiskIds.Select(id => account.Disks.Find(id)).OfType<Disks.Disk>())
        {
            cost = cost.With(disk.PricePerHour, disk.StartedAt is null);
        }
        foreach (var address in vm.AddressIds.Select(id => account.Addresses.Find(id)).OfType<Addresses.Address>())
        {
            cost = cost.With(CloudPrices.Address, address.StartedAt is null);
        }
        return cost;
    }

    /// <summary>What an order will cost; null if its size has no price.</summary>
    public static VmCost? Of(VmSpec spec)
    {
        if (CloudPrices.Vm(spec.Place, spec.Configuration) is not { } price)
        {
            return null;
        }
        var cost = new VmCost(price, price);
        foreach (var disk in spec.DataDisks.Prepend(spec.BootDisk))
        {
            cost = cost.With(disk.VolumeGb * CloudPrices.DiskPerGb(disk.IsReplicated), disk.Existing is null);
        }
        foreach (var nic in spec.Interfaces!.Where(nic => nic.IsPublic))
        {
            cost = cost.With(CloudPrices.Address, nic.PublicIpId is null);
        }
        return cost;
    }

    private VmCost With(decimal price, bool isNew) => new(Total + price, isNew ? Incremental + price : Incremental);
}
