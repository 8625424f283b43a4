using System.Text.Json;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Fills orders of VMs with their disks and address: all of it or nothing.</summary>
internal sealed class CloudOrders(FluenceAccount account, CloudVmWriter writer)
{
    public IEnumerable<CloudRoute> All => [new("CreateVm", "POST", "/v2/vms", Create)];

    /// <summary>A disk that can be attached.</summary>
    /// <exception cref="RefusedException">404, 406 or 422: it isn't there, isn't free, or is of another kind or place.</exception>
    public static CloudDisk FreeDisk(FluenceAccount account, Guid id, Datacenter datacenter, bool isBoot, DateTimeOffset now)
    {
        var disk = Free(CloudIds.NumberOf(CloudKind.Disk, account.Seed, id) is { } number ? account.Assets.Disk(number) : null, "Storage", id, datacenter, now);
        return disk.OsImage is not null == isBoot
            ? disk
            : throw RefusedException.Unmet(isBoot ? $"Storage {id} has no OS image to start from" : $"Storage {id} is a boot disk");
    }

    /// <summary>An address that can be attached.</summary>
    /// <exception cref="RefusedException">404, 406 or 422: it isn't there, isn't free, or is in another place.</exception>
    public static CloudAddress FreeAddress(FluenceAccount account, Guid id, Datacenter datacenter, DateTimeOffset now) =>
        Free(CloudIds.NumberOf(CloudKind.Address, account.Seed, id) is { } number ? account.Assets.Address(number) : null, "Public IP", id, datacenter, now);

    private EmulatorResponse Create(CloudCall call)
    {
        var order = CloudVmOrder.Read(call.Request);
        var datacenter = CloudCatalogue.Cluster(order.Cluster);
        var offer = CloudCatalogue.Offer(datacenter, order.Configuration);
        var keys = order.SshKeys.Select(id => account.SshKeys.All.FirstOrDefault(key => CloudIds.OfKey(key) == id) ?? throw CloudError.NotFound("SSH key", id)).ToList();
        var boot = Found(order.BootDisk, disk => FreeDisk(account, disk, datacenter, isBoot: true, call.Now));
        var data = order.DataDisks.Select(each => (each.New, Found: Found(each, disk => FreeDisk(account, disk, datacenter, isBoot: false, call.Now)))).ToList();
        var address = order.Address is { } wanted ? Found(wanted, id => FreeAddress(account, id, datacenter, call.Now)) : null;
        Check(order, datacenter, offer);
        var vm = Start(order, offer, keys, call.Now);
        var cloud = vm.Cloud!;
        cloud.AttachBoot(vm, boot ?? StartDisk(account, order.BootDisk.New!, call.Now));
        foreach (var (made, found) in data)
        {
            cloud.Attach(vm, found ?? StartDisk(account, made!, call.Now));
        }
        if (order.Address is not null)
        {
            cloud.Attach(vm, address ?? StartAddress(account, order.Address.New!, call.Now));
        }
        account.Fleet.Add(vm);
        return JsonResponse.Write((Utf8JsonWriter json) => writer.Write(json, vm, call.Now, [], withPlan: true));
    }

    public static CloudDisk StartDisk(FluenceAccount account, DiskOrder order, DateTimeOffset now)
    {
        var disk = new CloudDisk
        {
            Number = account.Assets.NextNumber++,
            Name = order.Name,
            Datacenter = CloudCatalogue.Cluster(order.Cluster),
            CreatedAt = now,
            IsReplicated = order.IsReplicated,
            OsImage = order.OsImage,
        }.WithVolume(order.VolumeGb);
        account.Assets.Start(disk);
        return disk;
    }

    public static CloudAddress StartAddress(FluenceAccount account, AddressOrder order, DateTimeOffset now)
    {
        // The upper half of the range that the other generations' VMs fill from below.
        const long Upper = 65_535;
        var number = account.Assets.NextNumber++;
        var address = new CloudAddress
        {
            Number = number,
            Name = order.Name,
            Datacenter = CloudCatalogue.Cluster(order.Cluster),
            CreatedAt = now,
            Text = VmIds.Address(Upper + number),
        };
        account.Assets.Start(address);
        return address;
    }

    /// <summary>Makes sure that there is room for new disks and addresses, and money for their first hour.</summary>
    /// <exception cref="RefusedException">404 or 422: there isn't.</exception>
    public static void Check(FluenceAccount account, IReadOnlyList<DiskOrder> disks, IReadOnlyList<AddressOrder> addresses, long price = 0)
    {
        foreach (var here in disks.GroupBy(disk => CloudCatalogue.Cluster(disk.Cluster)))
        {
            if (here.Sum(disk => disk.VolumeGb) > account.Assets.RoomForDisks(here.Key))
            {
                throw RefusedException.Unmet("Not enough storage available in the cluster");
            }
        }
        if (addresses.Any(address => account.Assets.RoomForAddresses(CloudCatalogue.Cluster(address.Cluster)) < 1))
        {
            throw RefusedException.Unmet("No public IP available in the cluster");
        }
        var needed = price + disks.Sum(disk => disk.Price) + (addresses.Count * CloudCatalogue.AddressPrice);
        if (needed > account.Ledger.Balance)
        {
            throw CloudError.InsufficientBalance(needed, account.Ledger.Balance);
        }
    }

    private void Check(CloudVmOrder order, Datacenter datacenter, Offer offer)
    {
        var disks = order.DataDisks.Append(order.BootDisk).Select(each => each.New).OfType<DiskOrder>().ToList();
        var addresses = order.Address?.New is { } address ? new[] { address } : [];
        if (disks.Select(disk => disk.Cluster).Concat(addresses.Select(each => each.Cluster)).Any(cluster => cluster != order.Cluster))
        {
            throw RefusedException.Unmet("Disks and public IP must be in the VM's cluster");
        }
        if (order.BootDisk.New is { OsImage: null })
        {
            throw RefusedException.Unmet("The boot disk needs an `osImage`");
        }
        if (order.DataDisks.Any(each => each.New is { OsImage: not null }))
        {
            throw RefusedException.Unmet("A data disk can't have an `osImage`");
        }
        if (account.Stock.Room(offer, 0) < 1)
        {
            throw RefusedException.Unmet($"The configuration is not available in the cluster {CloudCatalogue.ClusterName(datacenter)}");
        }
        Check(account, disks, addresses, CloudCatalogue.VmPrice(offer));
    }

    private EmulatedVm Start(CloudVmOrder order, Offer offer, IReadOnlyList<SshKey> keys, DateTimeOffset now)
    {
        var number = account.Fleet.NextNumber++;
        var vm = new EmulatedVm
        {
            Number = number,
            Id = VmIds.Of(account.Seed, number),
            Name = order.Name,
            HostName = order.Name,
            Offer = offer,
            Cloud = new CloudVm { HasCloudInit = order.UserData is not null, FailsToLaunch = order.HasBrokenUserData },
            SshKeys = [.. keys.Select(key => key.PublicKey)],
            Ports = [VmOrder.Ssh],
            CreatedAt = now,
            ActiveAt = now + VmTimes.Launch,
            NextBillingAt = now + VmTimes.Hour,
            Price = CloudCatalogue.VmPrice(offer),
        };
        vm.Enter(VmState.New, now);
        vm.Cloud.TryPay(vm, account.Ledger, now);
        return vm;
    }

    private static TFound? Found<TNew, TFound>(IdOrNew<TNew> wanted, Func<Guid, TFound> find)
        where TNew : class
        where TFound : class => wanted.New is null ? find(wanted.Id) : null;

    private static T Free<T>(T? asset, string what, Guid id, Datacenter datacenter, DateTimeOffset now)
        where T : CloudAsset
    {
        if (asset is null)
        {
            throw CloudError.NotFound(what, id);
        }
        asset.Require("attachToVm", now);
        return asset.Datacenter == datacenter ? asset : throw RefusedException.Unmet($"{what} {id} is in another cluster");
    }
}
