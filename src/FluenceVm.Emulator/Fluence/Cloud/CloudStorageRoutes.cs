using System.Text.Json;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the disks.</summary>
internal sealed class CloudStorageRoutes
{
    private const string Operation = "Storage";
    private const string Path = "/v1/storages";
    private static readonly string[] ListParameters =
        ["ids", "name", "storageType", "status", "excludeStatus", "excludeAttached", "sort", "order", CloudPage.Page, CloudPage.PerPage];

    private readonly FluenceAccount _account;
    private readonly CloudAssetRoutes<CloudDisk> _routes;

    public CloudStorageRoutes(FluenceAccount account, CloudWriter writer)
    {
        _account = account;
        _routes = new CloudAssetRoutes<CloudDisk>(account, Operation, Path, "storage_id", "Storage") { Find = Find, Write = writer.Disk };
    }

    public IEnumerable<CloudRoute> All =>
    [
        _routes.List(List),
        _routes.Create(Create),
        _routes.DeleteMany(),
        new("ListCatalog", "GET", Path + "/types", _ => CloudPage.Collection([0], (json, _) => WriteType(json))),
        new("ListImages", "GET", Path + "/default_images", _ => CloudPage.Collection(Images.All, WriteImage)),
        _routes.Get(),
        _routes.DeleteOne(),
        _routes.Update(Update),
    ];

    private EmulatorResponse List(CloudCall call)
    {
        var query = new CloudQuery(call.Request, ListParameters);

        // The file spells the type NVMe in this query, and NVME everywhere else.
        var type = query.Word("storageType", "HDD", "SSD", "NVMe")?.ToUpperInvariant();
        var filter = _routes.Filter(query, CloudDisk.Statuses, call.Now);
        return _routes.Page(call, query, CloudDisk.IncludedIn, disk => (type is null || disk.Type == type) && filter(disk));
    }

    private CloudDisk Create(CloudCall call)
    {
        var body = RequestBody.Object(call.Request);
        var order = DiskOrder.Read(body);
        CloudOrders.Check(_account, [order], []);
        return CloudOrders.StartDisk(_account, order, call.Now);
    }

    private void Update(CloudDisk disk, CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "name?", "volumeGb?");
        var volume = RequestBody.Integer(body, "volumeGb") is { } asked ? DiskOrder.CheckedVolume(asked) : disk.VolumeGb;
        if (volume < disk.VolumeGb)
        {
            throw RefusedException.Unmet($"Storage can't get smaller: it has {disk.VolumeGb} GB");
        }
        if (volume - disk.VolumeGb > _account.Assets.RoomForDisks(disk.Datacenter))
        {
            throw RefusedException.Unmet("Not enough storage available in the cluster");
        }
        disk.Name = RequestBody.Text(body, "name") is { } name ? CloudBody.CheckedName(name) : disk.Name;
        if (volume > disk.VolumeGb)
        {
            disk.WithVolume(volume, call.Now);
        }
    }

    private CloudDisk? Find(Guid id)
    {
        if (CloudIds.NumberOf(CloudKind.IncludedDisk, _account.Seed, id) is { } number)
        {
            return _account.Fleet.Roster.Find(number) is { Cloud: null } vm && _account.Fleet.Roster.IsLiving(vm) ? CloudDisk.IncludedIn(vm) : null;
        }
        return CloudIds.NumberOf(CloudKind.Disk, _account.Seed, id) is { } own ? _account.Assets.Disk(own) : null;
    }

    private static void WriteType(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("storageType", CloudCatalogue.DiskType);
        json.WriteBoolean("bootDisk", true);
        json.WriteNumber("minVolumeGb", CloudCatalogue.SmallestDisk);
        json.WriteNumber("maxBandwidthReadMib", 2_000);
        json.WriteNumber("maxBandwidthWriteMib", 1_000);
        json.WriteNumber("maxIopsRead", 100_000);
        json.WriteNumber("maxIopsWrite", 50_000);
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, Image image)
    {
        json.WriteStartObject();
        json.WriteString("id", image.Id);
        json.WriteString("name", image.Name);
        json.WriteString("distribution", image.Distribution);
        json.WriteString("slug", image.Slug);
        json.WriteString("downloadUrl", image.DownloadUrl);
        json.WriteString("iconUrl", $"https://example.com/icons/{image.Distribution.ToLowerInvariant()}.svg");
        json.WriteString("username", image.UserName);
        json.WriteString("createdAt", VmWriter.Time(Images.CreatedAt));
        json.WriteString("updatedAt", VmWriter.Time(Images.CreatedAt));
        json.WriteEndObject();
    }
}
