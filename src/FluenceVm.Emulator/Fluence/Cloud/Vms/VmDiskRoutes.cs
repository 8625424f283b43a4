using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The routes of a VM's disks. New ones are made for drafts only; an existing one is attached to a running VM as well.</summary>
internal static class VmDiskRoutes
{
    private const string Operation = "Storage";
    private const string Write = "vms:write";
    private const string Boot = "/v3/vms/{vm_id}/boot-disk";
    private const string Data = "/v3/vms/{vm_id}/storages";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "POST", Boot, Write, call => Add(call, SetBootDisk)) { Body = BodyShape.Any },
        new(Operation, "POST", Data, Write, call => Add(call, AddDataDisk)) { Body = BodyShape.Any },
        new(Operation, "PATCH", Data + "/{storage_id}", Write, Update) { Body = BodyShape.Patch("name", "volumeGb") },
        new(Operation, "DELETE", Data + "/{storage_id}", Write, Remove),
    ];

    /// <summary>A new disk may have a key; an existing one may not.</summary>
    private static EmulatorResponse Add(CloudCall call, Func<CloudCall, Vm, Guid?, Disk> add)
    {
        var existing = call.Body.ValueKind == JsonValueKind.String ? CloudJson.ToId(call.Body.GetString(), "$") : (Guid?)null;
        if (existing is not null && call.Request.Header("Idempotency-Key") is not null)
        {
            throw CloudRefusal.BadRequest("Idempotency-Key is not supported for an existing storage");
        }
        var disk = existing is null
            ? call.Account.Receipts.Once(call, () => add(call, CloudVmRoutes.Known(call), null), id => call.Account.Disks.Find(id))
            : add(call, CloudVmRoutes.Known(call), existing);
        return CloudJson.Object(json => disk.Write(json, call.Account, call.Now));
    }

    private static Disk SetBootDisk(CloudCall call, Vm vm, Guid? existing)
    {
        vm.RequireDraft();
        var spec = existing is { } id ? Existing(call, vm, id, isBoot: true) : NewBootDisk(call.Body);
        Drafts.LetGo(call.Account, vm.BootDiskId, call.Now);
        vm.BootDiskId = Drafts.Use(call.Account, vm, spec, "boot", call.Now);
        vm.Touch(call.Now);
        return call.Account.Disks.Find(vm.BootDiskId)!;
    }

    private static DiskSpec NewBootDisk(JsonElement body)
    {
        BodyShape.Of("volumeGb!", "source!", "name?").Check(body);
        var volume = CloudJson.Required(CloudJson.Number(body, "volumeGb", CloudCatalogue.SmallestBootDisk));
        return new(null, CloudJson.Name(body), volume, false, ImageSource.Read(body, "source"));
    }

    private static Disk AddDataDisk(CloudCall call, Vm vm, Guid? existing)
    {
        if (existing is not { } id)
        {
            vm.RequireDraft();
            BodyShape.Of("volumeGb!", "replicated", "name").Check(call.Body);
            var volume = CloudJson.Required(CloudJson.Number(call.Body, "volumeGb", 1));
            var spec = new DiskSpec(null, CloudJson.Name(call.Body), volume, CloudJson.Flag(call.Body, "replicated") ?? false, null);
            vm.DataDiskIds.Add(Drafts.Use(call.Account, vm, spec, "data", call.Now));
            vm.Touch(call.Now);
            return call.Account.Disks.Find(vm.DataDiskIds[vm.DataDiskIds.Count - 1])!;
        }
        return Attach(call, vm, id);
    }

    private static Disk Attach(CloudCall call, Vm vm, Guid id)
    {
        if (vm.DataDiskIds.Contains(id))
        {
            throw CloudRefusal.Conflict("The disk is attached to this VM already");
        }
        if (!vm.IsDraft)
        {
            vm.RequireLaunched(call.Now);
        }
        var disk = Attaching.Disk(call.Account, id, vm.Datacenter, isBoot: false, call.Now);
        vm.DataDiskIds.Add(disk.Id);
        vm.Touch(call.Now);
        if (!vm.IsDraft)
        {
            if (Attaching.IsComing(disk, call.Now))
            {
                vm.DataDiskIds.Remove(disk.Id);
                throw new CloudRefusal(422, "storage_not_attachable", $"The disk {disk.Name} is {disk.StatusAt(call.Now)}");
            }
            disk.VmId = vm.Id;
            vm.Begin("updating", CloudGuesses.Change, call.Now);
        }
        return disk;
    }

    private static DiskSpec Existing(CloudCall call, Vm vm, Guid id, bool isBoot)
    {
        var disk = Attaching.Disk(call.Account, id, vm.Datacenter, isBoot, call.Now);
        return new(disk.Id, disk.Name, disk.VolumeGb, disk.IsReplicated, disk.Source);
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        var disk = DiskOf(call, vm);
        if (disk.StartedAt is not null)
        {
            throw CloudRefusal.Conflict($"The disk {disk.Name} is not a draft", "storage_not_draft");
        }
        var name = CloudJson.Name(call.Body);
        var volume = CloudJson.Number(call.Body, "volumeGb", disk.IsBoot ? CloudCatalogue.SmallestBootDisk : 1);
        disk.Rename(call.Account, name ?? disk.Name, call.Now);
        disk.Enlarge(call.Account, volume ?? disk.VolumeGb, call.Now);
        vm.Touch(call.Now);
        return CloudJson.Object(json => disk.Write(json, call.Account, call.Now));
    }

    private static EmulatorResponse Remove(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        var disk = DiskOf(call, vm);
        if (vm.IsDraft)
        {
            vm.BootDiskId = vm.BootDiskId == disk.Id ? null : vm.BootDiskId;
            Drafts.LetGo(call.Account, disk.Id, call.Now);
            vm.Touch(call.Now);
        }
        else
        {
            Detach(call, vm, disk);
        }
        vm.DataDiskIds.Remove(disk.Id);
        return JsonResponse.Empty(204);
    }

    private static void Detach(CloudCall call, Vm vm, Disk disk)
    {
        vm.RequireLaunched(call.Now);
        if (disk.Id == vm.BootDiskId)
        {
            throw CloudRefusal.Conflict("The boot disk of a VM can't be detached");
        }
        disk.VmId = null;
        vm.Begin("updating", CloudGuesses.Change, call.Now);
    }

    private static Disk DiskOf(CloudCall call, Vm vm)
    {
        if (!vm.DiskIds.Contains(call.InnerId))
        {
            throw CloudRefusal.NotFound("Storage of the VM", call.InnerId);
        }
        return call.Account.Disks.Known(call.InnerId, "Storage of the VM");
    }
}
