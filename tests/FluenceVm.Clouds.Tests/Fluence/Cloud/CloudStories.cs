using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Cloud;

/// <summary>
/// Stories that together send every request that the client of generation Cloud can send: what holds requests and responses
/// against the published contract goes through them.
/// </summary>
internal static class CloudStories
{
    private static readonly Hardware Zen = new() { Kind = "Cpu", Manufacturer = "AMD", Architecture = "Zen" };

    public static IReadOnlyDictionary<string, Func<EmulatedCloud, Task>> All =>
        Vms.Concat(PartStories.All).ToDictionary(story => story.Key, story => story.Value);

    private static Dictionary<string, Func<EmulatedCloud, Task>> Vms { get; } = new()
    {
        ["the beginning of a connection"] = async cloud =>
        {
            using var connection = cloud.Connect(FluenceApiVersion.Auto);
            await connection.IntroduceAsync(CancellationToken.None);
        },
        ["lists"] = async cloud =>
        {
            await cloud.PlaceAsync(EmulatedCloud.Order("web", 1, "443/tcp"));
            await cloud.VmsAsync(new VmFilter { Names = ["web 1&2"] });
            await cloud.VmsAsync(new VmFilter { Statuses = ["Launched", "SOFTREBOOTING", "Active"] });
            await cloud.VmsAsync(new VmFilter { Statuses = ["SomethingNew"] });
            await cloud.VmsAsync(new VmFilter { Ids = [(await cloud.VmsAsync())[0].Id] });
            await cloud.OrphansAsync();
        },
        ["the catalogue"] = async cloud =>
        {
            await cloud.Client.ListMachineTypesAsync(default);
            await cloud.Client.ListImagesAsync(default);
            await cloud.Client.ListCountriesAsync(default);
            await cloud.Client.ListHardwareAsync(default);
            await cloud.Client.ListBalancesAsync(default);
            await cloud.Client.ListOffersAsync(new VmConstraints { Hardware = [Zen] }, _ => { }, default);
            await cloud.Client.EstimateAsync(new VmConstraints { PublicIp = true }, 2, default);
        },
        ["costs"] = async cloud =>
        {
            await cloud.PlaceAsync(EmulatedCloud.Order());
            var days = new ChargeQuery(cloud.Emulator.Now.AddDays(-1), cloud.Emulator.Now) { Period = ChargePeriod.Day };
            await cloud.Client.Costs.ListChargesAsync(days, _ => { }, default);
            var byType = days with { GroupBy = ChargeGroup.Type, Period = ChargePeriod.Month };
            await cloud.Client.Costs.ListChargesAsync(byType, _ => { }, default);
            await cloud.Client.Costs.ListChargesAsync(days with { GroupBy = ChargeGroup.Cluster, Type = "VM" }, _ => { }, default);
            await cloud.Client.Costs.SumChargesAsync(days with { ResourceId = (await cloud.VmsAsync())[0].Id }, default);
            await cloud.Client.Costs.MeasureAsync(default);
        },
        ["SSH keys"] = async cloud =>
        {
            var added = await cloud.Client.AddSshKeyAsync("mine", SshKeys.Ed25519, default);
            await cloud.Client.AddSshKeyAsync("mine", SshKeys.Ed25519, default);
            await cloud.Client.RemoveSshKeyAsync(added.Key.Fingerprint, default);
        },
        ["API keys"] = async cloud =>
        {
            var keys = cloud.Client.ApiKeys;
            var made = await keys.CreateAsync("work", ["vms:read"], cloud.Emulator.Now.AddDays(30), default);
            var listed = new List<FluenceApiKey>();
            await keys.ListAsync(listed.Add, default);
            Assert.Contains(listed, key => key.Id == made.Id && key.Value is null);
            await keys.RemoveAsync(made.Id, default);
        },
        ["a whole life"] = async cloud =>
        {
            var order = EmulatedCloud.Order("web", 2, "443/tcp", "53/udp") with { DiskSizesGB = [5], UserData = "#cloud-config\n" };
            var ids = await cloud.PlaceAsync(order);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.Client.GetStatusesAsync(ids, default);
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = ids[0], Name = "web-2", OpenPorts = [VmPort.Ssh] }], default);
            await cloud.Client.GetAccessTokenAsync(ids[1], default);
            await cloud.Client.RestartVmAsync(ids[0], soft: false, default);
            await cloud.Client.RestartVmAsync(ids[1], soft: true, default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.RemoveAsync(ids);
        },
        ["a plain order, then a firewall"] = async cloud =>
        {
            var ids = await cloud.PlaceAsync(EmulatedCloud.Order());
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = ids[0], OpenPorts = [] }], default);
            cloud.Emulator.Step(TimeSpan.FromSeconds(10));
            await cloud.RemoveAsync(ids, keepStorage: true, keepPublicIp: true);
            foreach (var orphan in await cloud.OrphansAsync())
            {
                await cloud.Client.RemoveOrphanAsync(orphan, default);
            }
        },
        ["a draft that is discarded"] = async cloud =>
        {
            var image = EmulatedCloud.Order() with { Image = "https://images.example/ubuntu.img", Provision = false };
            await cloud.RemoveAsync(await cloud.PlaceAsync(image));
        },
        ["a draft that is finished"] = async cloud =>
        {
            var draft = EmulatedCloud.Order() with { Provision = false };
            var id = (await cloud.PlaceAsync(draft))[0];
            var update = new VmUpdate { Id = id, SshKeys = [SshKeys.Rsa2048], UserData = "#cloud-config\n" };
            await cloud.Client.UpdateVmsAsync([update], default);
            await cloud.Client.UpdateVmsAsync([new VmUpdate { Id = id, UserData = string.Empty }], default);
            var whole = draft with { Provision = true };
            await cloud.Client.EstimateDraftsAsync(whole, cloud.Desk.FindEarlier(whole, "key-1")!, default);
            await cloud.PlaceAsync(whole);
        },
        ["a refusal"] = async cloud =>
        {
            var order = EmulatedCloud.Order("many", 20);
            var plan = await cloud.Client.PlanOrderAsync(order, default);
            // Somebody else takes the room for most of their disks meanwhile.
            foreach (var country in await cloud.Client.ListCountriesAsync(default))
            {
                cloud.Emulator.LimitCapacity(country, diskGb: 200);
            }
            var result = await cloud.Desk.PlaceAsync(order, plan, "key-1", default);
            Assert.IsType<PartialOrderException>(result.Failure);
        },
    };
}
