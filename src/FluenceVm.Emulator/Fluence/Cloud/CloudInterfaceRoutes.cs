using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of network interfaces. A VM has one, its public one, while it has an address.</summary>
internal sealed class CloudInterfaceRoutes(FluenceAccount account, CloudVmWriter writer)
{
    private const string Path = "/v2/vms/{vm_id}/interfaces";

    public IEnumerable<CloudRoute> All =>
    [
        new("GetVmStatus", "GET", Path, List),
        new("UpdateVm", "PATCH", Path + "/{interface_id}", Update),
    ];

    private EmulatorResponse List(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(account, call.Id);
        return JsonResponse.Array(CloudInterface.Of(vm, call.Now) is { } one ? [one] : Array.Empty<CloudInterface>(), writer.Interface);
    }

    private EmulatorResponse Update(CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "securityGroupId?");
        var vm = CloudVmRoutes.Known(account, call.Id);
        if (CloudInterface.Of(vm, call.Now)?.IdOf(account.Seed) != call.InnerId)
        {
            throw CloudError.NotFound("Network interface of this VM", call.InnerId);
        }
        CloudVmStatus.Require(vm, CloudVmStatus.UpdateInterface, call.Now);
        if (RequestBody.Text(body, "securityGroupId") is not null)
        {
            var group = CloudGroupRoutes.Known(account, CloudBody.RequiredId(body, "securityGroupId"));
            group.RequireReady(call.Now);
            if (group.Datacenter != vm.Offer.Datacenter)
            {
                throw RefusedException.Unmet($"Security group {group.IdOf(account.Seed)} is in another cluster");
            }
            group.AttachTo(vm);
        }
        else if (body.TryGetProperty("securityGroupId", out _))
        {
            vm.Group?.DetachFrom(vm);
        }
        vm.Task = new VmTask(VmTaskKind.Update, call.Now);
        return JsonResponse.Write((Utf8JsonWriter json) => writer.Write(json, vm, call.Now, [], withPlan: false));
    }
}

/// <summary>A VM's network interface: that of its public address.</summary>
internal sealed record CloudInterface(EmulatedVm Vm, CloudAddress Address)
{
    public static CloudInterface? Of(EmulatedVm vm, DateTimeOffset now) => AddressOf(vm, now) is { } address ? new CloudInterface(vm, address) : null;

    /// <summary>The address of a VM of any generation; null while it has none.</summary>
    public static CloudAddress? AddressOf(EmulatedVm vm, DateTimeOffset now) =>
        vm.Cloud is { } cloud ? cloud.Address : vm.RemoveAt <= now ? null : CloudAddress.IncludedIn(vm);

    public Guid IdOf(int seed) => CloudIds.Of(CloudKind.Interface, seed, Vm.Number);
}
