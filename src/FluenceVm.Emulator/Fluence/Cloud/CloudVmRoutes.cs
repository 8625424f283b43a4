using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the VMs themselves, but for orders.</summary>
internal sealed class CloudVmRoutes(FluenceAccount account, CloudVmWriter writer)
{
    private const string Expansion = "expand";
    private static readonly string[] ListParameters =
        ["ids", "name", "status", "excludeStatus", "clusterId", "publicIpId", "sort", "order", Expansion, CloudPage.Page, CloudPage.PerPage];

    public IEnumerable<CloudRoute> All =>
    [
        new("ListVms", "GET", "/v2/vms", List),
        new("GetVmStatus", "GET", "/v2/vms/{vm_id}", Get),
        new("UpdateVm", "PATCH", "/v2/vms/{vm_id}", Rename),
        Change("DeleteVm", "terminate", "terminate", (vm, call) => account.Fleet.Delete(vm, call.Now)),
        Change("RestartVm", "restart", "restart", (vm, call) => Restart(vm, VmTaskKind.Restart, call.Now)),
        Change("RestartVm", "softreboot", "softReboot", (vm, call) => Restart(vm, VmTaskKind.SoftReboot, call.Now)),
        Change("PublicIp", "public_ip/add", "addPublicIp", AddAddress),
        Change("PublicIp", "public_ip/remove", "removePublicIp", RemoveAddress),
        Change("Storage", "storages/add", "addStorages", AddDisks),
        Change("Storage", "storages/remove", "removeStorages", RemoveDisks),
    ];

    private EmulatorResponse List(CloudCall call)
    {
        var query = new CloudQuery(call.Request, ListParameters);
        var ids = query.Ids("ids");
        var numbers = new HashSet<long?>(ids.Select(id => CloudIds.NumberOf(CloudKind.Vm, account.Seed, id)));
        var name = query.Text("name");
        var only = query.Words("status", CloudVmStatus.All);
        var without = query.Words("excludeStatus", CloudVmStatus.All);
        var cluster = query.Id("clusterId");
        var address = query.Id("publicIpId");
        var expand = query.Words(Expansion, CloudVmWriter.Expansions);
        return CloudPage.Answer(
            query,
            account.Fleet.Roster.All,
            vm => (ids.Count == 0 || numbers.Contains(vm.Number))
                && (name is null || LikePattern.Matches(name, vm.Name))
                && (only.Count == 0 || only.Contains(CloudVmStatus.Of(vm, call.Now)))
                && (without.Count == 0 || !without.Contains(CloudVmStatus.Of(vm, call.Now)))
                && (cluster is null || CloudCatalogue.ClusterId(vm.Offer.Datacenter) == cluster)
                && (address is null || CloudInterface.AddressOf(vm, call.Now)?.IdOf(account.Seed) == address),
            CloudPage.Sort<EmulatedVm>(query, vm => vm.Name, vm => CloudVmStatus.Of(vm, call.Now)),
            (json, vm) => writer.Write(json, vm, call.Now, expand, withPlan: true));
    }

    private EmulatorResponse Get(CloudCall call)
    {
        var query = new CloudQuery(call.Request, Expansion);
        return Written(Known(call), call, query.Words(Expansion, CloudVmWriter.Expansions));
    }

    /// <summary>User data are dropped here, as the file says of this operation.</summary>
    private EmulatorResponse Rename(CloudCall call)
    {
        var name = RequestBody.Text(CloudBody.Read(call.Request, "name?", "userData?"), "name");
        var vm = Known(call);
        CloudVmStatus.Require(vm, "terminate", call.Now);
        if (name is not null)
        {
            vm.Name = CloudBody.CheckedName(name);
            vm.RenamedAt = call.Now;
        }
        return Written(vm, call, []);
    }

    private CloudRoute Change(string operation, string path, string action, Action<EmulatedVm, CloudCall> change) => new(operation, "POST", "/v2/vms/{vm_id}/" + path, call =>
    {
        var vm = Known(call);
        CloudVmStatus.Require(vm, action, call.Now);
        change(vm, call);
        return Written(vm, call, []);
    });

    private static void Restart(EmulatedVm vm, VmTaskKind kind, DateTimeOffset now)
    {
        vm.Task = new VmTask(kind, now);
        if (vm.Cloud is { } cloud)
        {
            cloud.RestartRequired = false;
        }
    }

    /// <summary>An address takes effect with the next restart.</summary>
    private void AddAddress(EmulatedVm vm, CloudCall call)
    {
        var id = CloudBody.RequiredId(CloudBody.Read(call.Request, "publicIpId"), "publicIpId");
        vm.Cloud!.Attach(vm, CloudOrders.FreeAddress(account, id, vm.Offer.Datacenter, call.Now));
        vm.Cloud.RestartRequired = true;
        vm.Task = new VmTask(VmTaskKind.Update, call.Now);
    }

    private static void RemoveAddress(EmulatedVm vm, CloudCall call)
    {
        vm.Cloud!.DetachAddress();
        vm.Group?.DetachFrom(vm);
        vm.Task = new VmTask(VmTaskKind.Update, call.Now);
    }

    private void AddDisks(EmulatedVm vm, CloudCall call)
    {
        var disks = DiskIds(call).Select(id => CloudOrders.FreeDisk(account, id, vm.Offer.Datacenter, isBoot: false, call.Now)).ToList();
        disks.ForEach(disk => vm.Cloud!.Attach(vm, disk));
        vm.Task = new VmTask(VmTaskKind.Update, call.Now);
    }

    private void RemoveDisks(EmulatedVm vm, CloudCall call)
    {
        var disks = DiskIds(call)
            .Select(id => vm.Cloud!.DataDisks.FirstOrDefault(disk => disk.IdOf(account.Seed) == id) ?? throw CloudError.NotFound("Data disk of this VM", id))
            .ToList();
        disks.ForEach(vm.Cloud!.Detach);
        vm.Task = new VmTask(VmTaskKind.Update, call.Now);
    }

    private static IReadOnlyList<Guid> DiskIds(CloudCall call) => CloudBody.RequiredIds(CloudBody.Read(call.Request, "dataDisks"), "dataDisks");

    /// <exception cref="RefusedException">404: there is no such VM.</exception>
    public static EmulatedVm Known(FluenceAccount account, Guid id) =>
        (CloudIds.NumberOf(CloudKind.Vm, account.Seed, id) is { } number ? account.Fleet.Roster.Find(number) : null) ?? throw CloudError.NotFound("VM", id);

    private EmulatedVm Known(CloudCall call) => Known(account, call.Id);

    private EmulatorResponse Written(EmulatedVm vm, CloudCall call, IReadOnlyList<string> expand) =>
        JsonResponse.Write((Utf8JsonWriter json) => writer.Write(json, vm, call.Now, expand, withPlan: false));
}
