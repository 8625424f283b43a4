using FluenceVm.Clouds.Fluence.Parts;

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
            await disks.ChangeAsync(disk.Id, "more-data", 40, default);
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
            await addresses.DetachAsync(address.Id, vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.RestartAsync(vm, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await addresses.ListAsync(_ => { }, default);
            await addresses.RemoveAsync(address.Id, default);
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

    private static async Task<(string Vm, string Cluster)> RunningAsync(EmulatedCloud cloud)
    {
        var id = (await cloud.PlaceAsync(EmulatedCloud.Order()))[0];
        cloud.Emulator.Step(TimeSpan.FromSeconds(10));
        return (id, Assert.Single(await cloud.VmsAsync()).Cluster!);
    }
}
