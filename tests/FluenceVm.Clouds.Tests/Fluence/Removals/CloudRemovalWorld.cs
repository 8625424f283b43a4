using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Removals;

/// <summary>Generation <c>Cloud</c>, where a VM leaves disks and an address, and other people attach theirs.</summary>
internal sealed class CloudRemovalWorld : RemovalWorld
{
    private readonly EmulatedCloud _cloud;
    private readonly HashSet<string> _others = [];
    private int _orders;

    public CloudRemovalWorld() => _cloud = new EmulatedCloud(1_000_000m, Faults.Around);

    public override VmEmulator Emulator => _cloud.Emulator;

    public override IFluenceClient Client => _cloud.Client;

    public override OperationJournal Journal => _cloud.Journal;

    public override string[] Operations => ["DeleteVm", "Storage", "PublicIp", "SecurityGroup", "ListVms", "*"];

    public override async Task<IReadOnlyList<string>> OrderAsync(int count, Random random)
    {
        var ids = new List<string>();
        for (var left = count; left > 0; left -= 2)
        {
            int[] disks = random.Next(3) == 0 ? [10] : [];
            var order = EmulatedCloud.Order("web", Math.Min(left, 2), random.Next(2) == 0 ? ["443/tcp"] : []) with { DiskSizesGB = disks };
            ids.AddRange(await _cloud.PlaceAsync(order, $"order-{_orders++}"));
        }
        Emulator.Step(TimeSpan.FromSeconds(30));
        var cluster = (await _cloud.VmsAsync())[0].Cluster;
        foreach (var id in ids.Where(_ => random.Next(4) == 0))
        {
            // Named as the first version of the module named its own.
            var disk = await _cloud.MakeAsync("v3/storages", $$"""
                {"clusterId":"{{cluster}}","name":"web-boot-{{20250101 + _others.Count}}",
                "storageType":"NVME","volumeGb":10,"replicated":false}
                """);
            Emulator.Step(TimeSpan.FromSeconds(5));
            await _cloud.MakeAsync($"v3/vms/{id}/storages", $"\"{disk}\"", keyed: false);
            Emulator.Step(TimeSpan.FromSeconds(5));
            _others.Add(disk);
        }
        return ids;
    }

    public override async Task<IReadOnlyList<Orphan>> LeftAsync() =>
        [.. (await _cloud.OrphansAsync()).Where(orphan => !_others.Contains(orphan.Id))];

    public override async Task VerifyOthersAsync()
    {
        var attached = (await _cloud.VmsAsync()).SelectMany(vm => vm.DiskIds);
        var free = (await _cloud.OrphansAsync()).Select(orphan => orphan.Id);
        Assert.Superset(_others, new HashSet<string>(attached.Concat(free)));
    }

    public override void Dispose() => _cloud.Dispose();
}
