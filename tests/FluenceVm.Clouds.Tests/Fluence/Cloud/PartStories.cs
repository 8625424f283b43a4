using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>Stories of disks, addresses, networks and firewalls as things of their own.</summary>
internal static class PartStories
{
    public static IReadOnlyDictionary<string, Func<EmulatedCloud, Task>> All { get; } = new Dictionary<string, Func<EmulatedCloud, Task>>
    {
        ["a disk"] = async cloud =>
        {
            var (vm, cluster) = await RunningAsync(cloud);
            var disks = cloud.Client.Parts.Disks;
            await disks.PriceAsync(cluster, 30, replicated: false, default);
            var disk = await disks.CreateAsync(new DiskOrder { Name = "data", Cluster = cluster, SizeGB = 30 }, "disk-1", default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await disks.ChangeAsync(Assert.Single(await disks.FindAsync([disk.Id], default)), "more-data", 40, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await disks.MountAsync(disk.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await disks.ListAsync(_ => { }, default);
            await disks.DismountAsync(disk.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await disks.RemoveAsync(disk.Id, default);
        },
        ["an address"] = async cloud =>
        {
            var (vm, cluster) = await RunningAsync(cloud);
            var addresses = cloud.Client.Parts.PublicIps;
            await addresses.PriceAsync(cluster, default);
            var address = await addresses.CreateAsync(cluster, "front", "address-1", default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.RenameAsync(address.Id, "front-1", default);
            await addresses.AttachAsync(address.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.MakeDefaultAsync(address.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.DetachAsync(address.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.RestartAsync(vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.ListAsync(_ => { }, default);
            await addresses.RemoveAsync(address.Id, default);
        },
        ["a draft that is to reach the world by its address again"] = async cloud =>
        {
            var order = EmulatedCloud.Order("web", 1, "443/tcp") with { Provision = false };
            var draft = (await cloud.PlaceAsync(order))[0];
            await cloud.DoAsync($"v3/vms/{draft}/interfaces/{await cloud.ReadAsync($"v3/vms/{draft}/interfaces", "id")}/default");
            var addresses = new List<PublicIp>();
            await cloud.Client.Parts.PublicIps.ListAsync(addresses.Add, default);
            await cloud.Client.Parts.PublicIps.MakeDefaultAsync(Assert.Single(addresses).Id, draft, default);
        },
        ["a draft that is changed"] = async cloud =>
        {
            var draft = (await cloud.PlaceAsync(EmulatedCloud.Order() with { Provision = false }))[0];
            var disks = cloud.Client.Parts.Disks;
            var own = await DiskOfAsync(cloud, draft);
            await disks.ChangeAsync(own, null, 60, default);
            var clusters = await cloud.Client.Parts.Clusters.ListAsync(default);
            var other = clusters.First(cluster => cluster.Id != own.Cluster);
            await cloud.Client.Parts.Clusters.LoadStockAsync([other], default);
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = draft, Cluster = other.Id }], default);
            var image = (await cloud.Client.ListImagesAsync(default))[0].Id;
            var order = new DiskOrder { Name = "golden", Cluster = other.Id, SizeGB = 30, Image = image };
            var golden = await disks.CreateAsync(order, "golden-1", default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await disks.MountAsBootAsync(golden.Id, draft, default);
        },
        ["a network with a firewall"] = async cloud =>
        {
            var cluster = (await cloud.Client.Parts.Clusters.ListAsync(default))[0].Id;
            var (networks, firewalls) = (cloud.Client.Parts.Networks, cloud.Client.Parts.Firewalls);
            var vpc = await networks.CreateVpcAsync(cluster, "inner", default);
            await networks.RenameVpcAsync(vpc.Id, "inner-1", default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            var subnet = await networks.CreateSubnetAsync(new SubnetOrder { Name = "a", Vpc = vpc.Id, Cidr = "10.9.0.0/24" }, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await networks.ChangeSubnetAsync(subnet.Id, "b", egress: false, default);
            await networks.MakeDefaultAsync(subnet.Id, default);
            var group = await firewalls.CreateAsync(new SecurityGroupOrder { Name = "office", Vpc = vpc.Id }, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await firewalls.ChangeAsync(group.Id, new SecurityGroupChange { Name = "office-1", AllIngress = true }, default);
            await firewalls.ListAsync(default);
            await networks.ListVpcsAsync(_ => { }, default);
            await networks.ListSubnetsAsync(_ => { }, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await firewalls.RemoveAsync(group.Id, default);
            await networks.RemoveSubnetAsync(subnet.Id, default);
            cloud.Emulator.Step(TimeSpan.FromMinutes(1));
            await networks.RemoveVpcAsync(vpc.Id, default);
        },
    };

    private static async Task<Disk> DiskOfAsync(EmulatedCloud cloud, string vmId)
    {
        var found = new List<Disk>();
        await cloud.Client.Parts.Disks.ListAsync(found.Add, default);
        return found.First(disk => disk.VmId == vmId);
    }

    private static async Task<(string Vm, string Cluster)> RunningAsync(EmulatedCloud cloud)
    {
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];
        cloud.Emulator.Step(TimeSpan.FromSeconds(10));
        return (id, Assert.Single(await cloud.VmsAsync()).Cluster!);
    }
}
