using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The routes of a draft's user data, SSH keys and cluster.</summary>
internal static class VmPartRoutes
{
    private const string Operation = "UpdateVm";
    private const string Write = "vms:write";
    private const string One = "/v3/vms/{vm_id}";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "PUT", One + "/cloud-init", Write, SetCloudInit) { Body = BodyShape.Of("userData!") },
        new(Operation, "DELETE", One + "/cloud-init", Write, call => Change(call, vm => Drafts.SetCloudInit(vm, null))),
        new(Operation, "PUT", One + "/ssh-keys", Write, SetKeys) { Body = BodyShape.Of("sshKeys!") },
        new(Operation, "POST", One + "/cluster", Write, Move) { Body = BodyShape.Of("clusterId!", "expectedUpdatedAt!") },
    ];

    private static EmulatorResponse SetCloudInit(CloudCall call)
    {
        var userData = CloudJson.UserData(call.Body, "userData");
        return Change(call, vm => Drafts.SetCloudInit(vm, userData));
    }

    private static EmulatorResponse SetKeys(CloudCall call)
    {
        var keys = SpecReader.Keys(call.Account, call.Body, "sshKeys")!;
        return Change(call, vm => vm.SshKeyIds = [.. keys]);
    }

    /// <summary>Staying where it is changes nothing, even with an old time.</summary>
    private static EmulatorResponse Move(CloudCall call)
    {
        var id = CloudJson.Required(CloudJson.Id(call.Body, "clusterId"));
        var place = CloudCatalogue.KnownCluster(id);
        var vm = CloudVmRoutes.Known(call);
        vm.RequireDraft();
        if (vm.Datacenter == place)
        {
            return CloudVmRoutes.Written(vm, call);
        }
        if (CloudJson.Text(call.Body, "expectedUpdatedAt") != CloudJson.Time(vm.UpdatedAt))
        {
            throw CloudRefusal.Conflict("The draft was changed since", "draft_revision_stale");
        }
        return Change(call, draft => Move(call.Account, draft, place, call.Now));
    }

    /// <summary>Takes along what the draft made, and lets go of all else.</summary>
    private static void Move(CloudAccount account, Vm vm, Datacenter place, DateTimeOffset now)
    {
        bool IsOwn(Guid? id) => account.Disks.Find(id) is { StartedAt: null };
        vm.Place = place.Number;
        vm.BootDiskId = IsOwn(vm.BootDiskId) ? vm.BootDiskId : null;
        vm.DataDiskIds = [.. vm.DataDiskIds.Where(id => IsOwn(id))];
        foreach (var disk in vm.DiskIds)
        {
            account.Disks.Find(disk)!.Place = place.Number;
        }
        vm.Interfaces.RemoveAll(nic => nic.IsPublic && account.Addresses.Find(nic.PublicIpId) is not { StartedAt: null });
        foreach (var address in vm.AddressIds)
        {
            account.Addresses.Find(address)!.Place = place.Number;
        }
        foreach (var nic in vm.Interfaces)
        {
            (nic.SubnetId, nic.SecurityGroupId) = (null, null);
            nic.DesiredIps.Clear();
        }
        if (vm.Interfaces.Find(nic => !nic.IsPublic) is { } first)
        {
            first.SubnetId = DefaultNetworks.In(account, place, now).Id;
        }
    }

    private static EmulatorResponse Change(CloudCall call, Action<Vm> change)
    {
        var vm = CloudVmRoutes.Known(call);
        vm.RequireDraft();
        change(vm);
        vm.Touch(call.Now);
        return CloudVmRoutes.Written(vm, call);
    }
}
