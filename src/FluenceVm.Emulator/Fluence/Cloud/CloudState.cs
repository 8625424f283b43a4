using System.Text.Json;
using System.Text.Json.Nodes;
using static FluenceVm.Emulator.Fluence.StateJson;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>Disks, addresses and what VMs have of generation <c>Cloud</c> as JSON, for the state that survives a restart.</summary>
internal static class CloudState
{
    public static JsonNode Save(FluenceAccount account) => new JsonObject
    {
        ["nextNumber"] = account.Assets.NextNumber,
        ["assets"] = new JsonArray([.. account.Assets.Roster.Living.Select(asset => (JsonNode)Save(asset))]),
        ["endedAssets"] = new JsonArray([.. account.Assets.Roster.Ended.Select(asset => (JsonNode)Save(asset))]),
        ["nextGroup"] = account.Groups.NextNumber,
        ["groups"] = new JsonArray([.. account.Groups.All.Select(group => (JsonNode)Save(group))]),
    };

    /// <summary>Fills an account with disks, addresses and security groups; its VMs attach themselves afterwards.</summary>
    /// <exception cref="FormatException">The state is not one that <see cref="Save(FluenceAccount)"/> wrote.</exception>
    public static void Load(FluenceAccount account, JsonNode state)
    {
        foreach (var asset in Member(state, "assets").AsArray())
        {
            account.Assets.Add(LoadAsset(asset));
        }
        foreach (var asset in Member(state, "endedAssets").AsArray())
        {
            account.Assets.Roster.End(LoadAsset(asset));
        }
        account.Assets.NextNumber = Number(state, "nextNumber");
        if (account.Assets.Roster.All.Any(asset => asset.Number >= account.Assets.NextNumber))
        {
            throw new FormatException("the Fluence part contradicts itself: a disk or address has a number that was never given");
        }
        LoadGroups(account, state);
    }

    private static void LoadGroups(FluenceAccount account, JsonNode state)
    {
        // An older state file knows no groups.
        foreach (var node in state["groups"]?.AsArray() ?? [])
        {
            account.Groups.Add(new CloudGroup
            {
                Number = Number(node, "number"),
                Name = Text(node, "name"),
                Datacenter = LoadDatacenter(node),
                CreatedAt = RequiredMoment(node, "createdAt"),
                ChangedAt = Moment(node, "changedAt"),
                RemoveAt = Moment(node, "removeAt"),
                Ingress = Rules(node?["ingress"]),
                Egress = Rules(node?["egress"]),
            });
        }
        account.Groups.NextNumber = state["nextGroup"]?.GetValue<long>() ?? 1;
        if (account.Groups.All.Any(group => group.Number >= account.Groups.NextNumber))
        {
            throw new FormatException("the Fluence part contradicts itself: a security group has a number that was never given");
        }
    }

    public static JsonObject Save(CloudVm vm) => new()
    {
        ["bootDisk"] = vm.BootDisk?.Number,
        ["dataDisks"] = new JsonArray([.. vm.DataDisks.Select(disk => (JsonNode)disk.Number)]),
        ["address"] = vm.Address?.Number,
        ["hasCloudInit"] = vm.HasCloudInit,
        ["failsToLaunch"] = vm.FailsToLaunch,
        ["restartRequired"] = vm.RestartRequired,
        ["paidAt"] = Time(vm.PaidAt),
    };

    public static JsonObject Save(VmTask task) => new()
    {
        ["kind"] = task.Kind.ToString(),
        ["startedAt"] = Time(task.StartedAt),
    };

    /// <summary>Reads what a VM has, but for what is attached to it.</summary>
    public static CloudVm? LoadVm(JsonNode? node) => node is null ? null : new CloudVm
    {
        HasCloudInit = Flag(node, "hasCloudInit"),
        FailsToLaunch = Flag(node, "failsToLaunch"),
        RestartRequired = Flag(node, "restartRequired"),
        PaidAt = RequiredMoment(node, "paidAt"),
    };

    public static VmTask? LoadTask(JsonNode? node) => node is null ? null : new VmTask(
        Enum.TryParse<VmTaskKind>(Text(node, "kind"), out var kind) ? kind : throw new FormatException($"there is no task {Text(node, "kind")}"),
        RequiredMoment(node, "startedAt"));

    /// <summary>Attaches to a VM what was attached to it.</summary>
    public static void Attach(FluenceAccount account, EmulatedVm vm, JsonNode node)
    {
        if (node["bootDisk"] is { } boot)
        {
            vm.Cloud!.AttachBoot(vm, Free(account.Assets.Disk(boot.GetValue<long>())));
        }
        foreach (var disk in Member(node, "dataDisks").AsArray())
        {
            vm.Cloud!.Attach(vm, Free(account.Assets.Disk(disk!.GetValue<long>())));
        }
        if (node["address"] is { } address)
        {
            vm.Cloud!.Attach(vm, Free(account.Assets.Address(address.GetValue<long>())));
        }
    }

    /// <summary>Attaches the security group that was attached to a VM of any generation.</summary>
    public static void AttachGroup(FluenceAccount account, EmulatedVm vm, JsonNode? number)
    {
        if (number is not null)
        {
            (account.Groups.Find(number.GetValue<long>()) ?? throw new FormatException("the Fluence part contradicts itself: a VM's security group isn't there")).AttachTo(vm);
        }
    }

    private static JsonObject Save(CloudGroup group) => new()
    {
        ["number"] = group.Number,
        ["name"] = group.Name,
        ["datacenter"] = (long)group.Datacenter.Number,
        ["createdAt"] = Time(group.CreatedAt),
        ["changedAt"] = Time(group.ChangedAt),
        ["removeAt"] = Time(group.RemoveAt),
        ["ingress"] = group.Ingress is { } ingress ? JsonNode.Parse(ingress.GetRawText()) : null,
        ["egress"] = group.Egress is { } egress ? JsonNode.Parse(egress.GetRawText()) : null,
    };

    private static JsonElement? Rules(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    private static Datacenter LoadDatacenter(JsonNode? node)
    {
        var where = Number(node, "datacenter");
        return Catalogue.Datacenters.FirstOrDefault(each => each.Number == where) ?? throw new FormatException($"there is no datacenter {where}");
    }

    private static T Free<T>(T? asset)
        where T : CloudAsset => asset is { Vm: null } ? asset : throw new FormatException("the Fluence part contradicts itself: what is attached to a VM isn't there, or is attached twice");

    private static JsonObject Save(CloudAsset asset)
    {
        var node = new JsonObject
        {
            ["number"] = asset.Number,
            ["name"] = asset.Name,
            ["datacenter"] = (long)asset.Datacenter.Number,
            ["createdAt"] = Time(asset.CreatedAt),
            ["paidAt"] = Time(asset.PaidAt),
            ["nextChargeAt"] = Time(asset.NextChargeAt),
            ["removeAt"] = Time(asset.RemoveAt),
            ["spent"] = asset.Spent,
        };
        if (asset is CloudDisk disk)
        {
            node["volumeGb"] = disk.VolumeGb;
            node["replicated"] = disk.IsReplicated;
            node["osImage"] = disk.OsImage;
            node["resizedAt"] = Time(disk.ResizedAt);
        }
        else
        {
            node["address"] = ((CloudAddress)asset).Text;
        }
        return node;
    }

    private static CloudAsset LoadAsset(JsonNode? node)
    {
        var (number, name, createdAt) = (Number(node, "number"), Text(node, "name"), RequiredMoment(node, "createdAt"));
        var datacenter = LoadDatacenter(node);
        CloudAsset asset = node!["volumeGb"] is { } volume
            ? new CloudDisk
            {
                Number = number,
                Name = name,
                Datacenter = datacenter,
                CreatedAt = createdAt,
                IsReplicated = Flag(node, "replicated"),
                OsImage = node["osImage"]?.GetValue<string>(),
            }.WithVolume(volume.GetValue<long>(), Moment(node, "resizedAt"))
            : new CloudAddress { Number = number, Name = name, Datacenter = datacenter, CreatedAt = createdAt, Text = Text(node, "address") };
        asset.PaidAt = RequiredMoment(node, "paidAt");
        asset.NextChargeAt = RequiredMoment(node, "nextChargeAt");
        asset.RemoveAt = Moment(node, "removeAt");
        asset.Spent = Number(node, "spent");
        return asset;
    }
}
