using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Disks;

/// <summary>The routes of the disks.</summary>
internal static class DiskRoutes
{
    private const string Operation = "Storage";
    private const string Write = "storage:write";
    private const string One = "/v3/storages/{storage_id}";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/storages", "storage:read", List),
        new(Operation, "GET", One, "storage:read", call => Written(Known(call), call)),
        new(Operation, "POST", "/v3/storages", Write, Create)
        {
            Body = BodyShape.Of("clusterId!", "name!", "storageType!", "volumeGb!", "replicated!", "source"),
        },
        new(Operation, "PATCH", One, Write, Update) { Body = BodyShape.Patch("name", "volumeGb") },
        new(Operation, "DELETE", One, Write, Delete),
    ];

    /// <summary>Makes sure that a disk can get larger.</summary>
    /// <exception cref="CloudRefusal">409 or 422: not in its state, it would shrink, or room or money is missing.</exception>
    public static void CheckEnlarging(CloudAccount account, Disk disk, long? volumeGb, DateTimeOffset now)
    {
        if (volumeGb is not { } volume || volume == disk.VolumeGb)
        {
            return;
        }
        if (volume < disk.VolumeGb)
        {
            throw new CloudRefusal(422, "unprocessable_entity", $"The disk {disk.Name} can only get larger");
        }
        if (disk.StatusAt(now) != Asset.Ready)
        {
            throw CloudRefusal.Conflict($"The disk {disk.Name} is {disk.StatusAt(now)}");
        }
        Admission.RequireDiskRoom(account, disk.Datacenter, volume - disk.VolumeGb);
        Admission.RequireMoney(account, (volume - disk.VolumeGb) * Costs.CloudPrices.DiskPerGb(disk.IsReplicated));
    }

    private static EmulatorResponse List(CloudCall call)
    {
        var query = call.Query;
        var filter = new RowFilter(call, Disk.Statuses, byCluster: false, canExclude: true);
        var isFree = query.Flag("excludeAttached");
        var isOfOtherType = query.Word("storageType", "HDD", "SSD", "NVME") is "HDD" or "SSD";
        return CloudPage.Answer(
            query,
            call.Account.Disks.All,
            disk => !isOfOtherType && filter.Matches(disk) && !(isFree && disk.HolderAt(call.Account, call.Now) is not null),
            (json, disk) => disk.Write(json, call.Account, call.Now),
            CloudPage.Sort<Disk>(query, disk => disk.Name, disk => disk.StatusAt(call.Now)));
    }

    private static EmulatorResponse Create(CloudCall call) =>
        Written(call.Account.Receipts.Once(call, () => Make(call), id => call.Account.Disks.Find(id)), call);

    private static Disk Make(CloudCall call)
    {
        var source = ImageSource.Read(call.Body, "source");
        var cluster = CloudJson.Required(CloudJson.Id(call.Body, "clusterId"));
        var place = CloudCatalogue.KnownCluster(cluster);
        _ = CloudJson.Word(call.Body, "storageType", CloudCatalogue.DiskType);
        var disk = new Disk
        {
            VolumeGb = CloudJson.Required(CloudJson.Number(call.Body, "volumeGb", source is null ? 1 : CloudCatalogue.SmallestBootDisk)),
            IsReplicated = CloudJson.Required(CloudJson.Flag(call.Body, "replicated")),
            Source = source,
        };
        var name = CloudJson.Name(call.Body)!;
        Admission.RequireDiskRoom(call.Account, place, disk.VolumeGb);
        Admission.RequireMoney(call.Account, disk.PricePerHour);
        call.Account.Disks.Add(call.Account.Made(disk, CloudKind.Disk, name, place, call.Now));
        disk.Start(call.Account, call.Now, call.Request.FailsLater);
        return disk;
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        var disk = Living(call);
        var name = CloudJson.Name(call.Body);
        var volume = CloudJson.Number(call.Body, "volumeGb", 1);
        CheckEnlarging(call.Account, disk, volume, call.Now);
        disk.Rename(call.Account, name ?? disk.Name, call.Now);
        disk.Enlarge(call.Account, volume ?? disk.VolumeGb, call.Now);
        return Written(disk, call);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var disk = Living(call);
        if (disk.HolderAt(call.Account, call.Now) is not null)
        {
            throw new CloudRefusal(CloudGuesses.AttachedStatus, "attached_to_vm", $"The disk {disk.Name} is attached to a VM");
        }
        disk.End(call.Account, call.Now);
        return Written(disk, call);
    }

    private static Disk Known(CloudCall call) => call.Account.Disks.Known(call.Id, "Storage");

    /// <summary>One that isn't removed yet.</summary>
    private static Disk Living(CloudCall call)
    {
        var disk = Known(call);
        if (!disk.IsLiving)
        {
            throw CloudRefusal.Conflict("The storage is being removed", "storage_removal_in_progress");
        }
        return disk;
    }

    private static EmulatorResponse Written(Disk disk, CloudCall call) =>
        CloudJson.Object(json => disk.Write(json, call.Account, call.Now));
}
