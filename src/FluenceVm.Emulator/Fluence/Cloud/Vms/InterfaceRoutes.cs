using System.Text.Json;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The routes of a VM's interfaces. What changes at a running VM takes effect with its next restart.</summary>
internal static class InterfaceRoutes
{
    private const string Operation = "Interfaces";
    private const string Write = "vms:write";
    private const string Every = "/v3/vms/{vm_id}/interfaces";
    private const string One = Every + "/{interface_id}";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", Every, "vms:read", call => List(call, CloudVmRoutes.Known(call))),
        new(Operation, "POST", Every, Write, Add) { Body = BodyShape.Of("kind!") },
        new(Operation, "PATCH", One, Write, InterfaceChange.Answer)
        {
            Body = BodyShape.Of("subnet", "kind", "securityGroupId?", "staticIps"),
        },
        new(Operation, "DELETE", One, Write, Remove),
        new(Operation, "POST", One + "/default", Write, MakeDefault),
    ];

    public static Nic NicOf(CloudCall call, Vm vm) =>
        vm.Interfaces.Find(nic => nic.Id == call.InnerId) ?? throw CloudRefusal.NotFound("Interface", call.InnerId);

    public static EmulatorResponse Written(CloudCall call, Nic nic) => CloudJson.Object(json => nic.Write(json, call.Account, call.Now));

    private static EmulatorResponse List(CloudCall call, Vm vm) =>
        CloudPage.Collection(vm.IsGone(call.Now) ? [] : vm.Interfaces, (json, nic) => nic.Write(json, call.Account, call.Now));

    private static EmulatorResponse Add(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        var kind = BodyShape.Of("private", "public").Check(call.Body.GetProperty("kind"));
        var isPublic = kind.TryGetProperty("public", out var asPublic);
        if (isPublic == kind.TryGetProperty("private", out var asPrivate))
        {
            throw CloudRefusal.Field("kind", "expected one of private and public");
        }
        if (!vm.IsDraft)
        {
            vm.RequireLaunched(call.Now);
        }
        Interfaces.RequireRoom(vm, isPublic);
        var nic = Drafts.Nic(call.Account, vm, isPublic ? Public(call, vm, asPublic) : Private(call, vm, asPrivate), call.Now);
        vm.Interfaces.Add(nic);
        if (nic.IsPublic || vm.Interfaces.Count == 1)
        {
            Interfaces.MakeDefault(vm, nic);
        }
        if (!vm.IsDraft)
        {
            Interfaces.GiveAddress(call.Account, nic);
            call.Account.Addresses.Find(nic.PublicIpId)?.AttachTo(vm.Id);
            vm.RestartRequired = true;
            vm.Begin("updating", CloudGuesses.Change, call.Now);
        }
        vm.Touch(call.Now);
        return Written(call, nic);
    }

    private static NicSpec Private(CloudCall call, Vm vm, JsonElement json)
    {
        var id = CloudJson.Required(CloudJson.Id(BodyShape.Of("subnet!").Check(json), "subnet"));
        return new(false, null, Interfaces.SubnetFor(call.Account, vm, id, call.Now).Id, null, null, []);
    }

    /// <summary>A draft makes a new address; a running VM takes one that is there.</summary>
    private static NicSpec Public(CloudCall call, Vm vm, JsonElement json)
    {
        if (vm.IsDraft)
        {
            _ = CloudJson.Word(BodyShape.Of("addressType").Check(json), "addressType", CloudCatalogue.AddressType);
            return new(true, null, null, null, null, []);
        }
        var id = CloudJson.Required(CloudJson.Id(BodyShape.Of("publicIp!").Check(json), "publicIp"));
        return new(true, null, null, Interfaces.AddressFor(call.Account, vm, id, call.Now).Id, null, []);
    }

    private static EmulatorResponse Remove(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        var nic = NicOf(call, vm);
        if (vm.IsDraft)
        {
            Drafts.LetGoAddress(call.Account, nic.PublicIpId, call.Now);
        }
        else
        {
            RemoveFromLive(call, vm, nic);
        }
        vm.Interfaces.Remove(nic);
        if (nic.IsDefault && vm.Interfaces.Count > 0)
        {
            Interfaces.MakeDefault(vm, vm.Interfaces[0]);
        }
        vm.Touch(call.Now);
        return JsonResponse.Empty(204);
    }

    private static void RemoveFromLive(CloudCall call, Vm vm, Nic nic)
    {
        vm.RequireLaunched(call.Now);
        if (!nic.IsPublic && vm.Interfaces.Count(each => !each.IsPublic) == 1)
        {
            throw new CloudRefusal(422, "unprocessable_entity", "The last private interface of a VM has to stay");
        }
        if (nic.PublicIpId is { } address)
        {
            // Until the restart it counts as attached.
            vm.Releasing.Add(address);
        }
        vm.RestartRequired = true;
        vm.Begin("updating", CloudGuesses.Change, call.Now);
    }

    private static EmulatorResponse MakeDefault(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        vm.RequireDraft();
        Interfaces.MakeDefault(vm, NicOf(call, vm));
        vm.Touch(call.Now);
        return List(call, vm);
    }
}
