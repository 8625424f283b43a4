using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The routes that list, show, rename and restart VMs.</summary>
internal static class CloudVmRoutes
{
    private const string One = "/v3/vms/{vm_id}";
    private const string Write = "vms:write";

    public static IEnumerable<CloudRoute> All =>
    [
        new("ListVms", "GET", "/v3/vms", "vms:read", List) { IsOfVms = true },
        new("GetVmStatus", "GET", One, "vms:read", call => Written(Known(call), call)) { IsOfVms = true },
        new("UpdateVm", "PATCH", One, Write, Update) { Body = BodyShape.Patch("name", "configurationId"), IsOfVms = true },
        new("DeleteVm", "DELETE", One, Write, Discard) { IsOfVms = true },
        new("RestartVm", "POST", One + "/restart", Write, Restart) { IsOfVms = true },
        new("RestartVm", "POST", One + "/softreboot", Write, SoftReboot) { IsOfVms = true },
        new("GetVmStatus", "POST", One + "/vm-api-access-token", Write, Token),
    ];

    /// <summary>The VM that a path names.</summary>
    /// <exception cref="CloudRefusal">404: there is none.</exception>
    public static Vm Known(CloudCall call) => call.Account.Vms.Known(call.Id, "VM");

    public static EmulatorResponse Written(Vm vm, CloudCall call) => CloudJson.Object(json => vm.Write(json, call.Account, call.Now));

    private static EmulatorResponse List(CloudCall call)
    {
        var filter = new RowFilter(call, Vm.Statuses, "statuses");
        return CloudPage.Answer(call.Query, call.Account.Vms.All, filter.Matches, (json, vm) => vm.Write(json, call.Account, call.Now));
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        var vm = Known(call);
        var name = CloudJson.Name(call.Body);
        if (CloudJson.Id(call.Body, "configurationId") is { } id)
        {
            vm.RequireDraft();
            vm.ConfigurationId = CloudCatalogue.KnownConfiguration(id).Id;
        }
        if (vm.TerminatedAt is not null)
        {
            throw CloudRefusal.Conflict($"The VM {vm.Name} is {vm.StatusAt(call.Now)}", "vm_not_live");
        }
        vm.Name = name ?? vm.Name;
        call.Account.Life.Updated(vm);
        vm.Touch(call.Now);
        return Written(vm, call);
    }

    private static EmulatorResponse Discard(CloudCall call)
    {
        var vm = Known(call);
        vm.RequireDraft();
        Drafts.Discard(call.Account, vm, call.Now);
        return JsonResponse.Empty(204);
    }

    private static EmulatorResponse Restart(CloudCall call) => Restart(call, "restarting", CloudGuesses.Restart);

    private static EmulatorResponse SoftReboot(CloudCall call) => Restart(call, "softRebooting", CloudGuesses.SoftReboot);

    private static EmulatorResponse Restart(CloudCall call, string status, TimeSpan duration)
    {
        var vm = Known(call);
        vm.RequireLaunched(call.Now);
        vm.Begin(status, duration, call.Now);
        vm.RestartRequired = false;
        foreach (var address in vm.Releasing.Select(id => call.Account.Addresses.Find(id)).Where(each => each?.VmId == vm.Id))
        {
            address!.ReleasedAt = vm.BusyUntil;
        }
        vm.Releasing.Clear();
        return Written(vm, call);
    }

    private static EmulatorResponse Token(CloudCall call)
    {
        var vm = Known(call);
        vm.RequireLaunched(call.Now);
        return CloudJson.Object(json =>
        {
            json.WriteString("token", $"emulator-token-not-a-secret-{vm.Number}");
            json.WriteString("vmApiDomain", "https://vm-api.example.invalid");
            json.WriteString("workspaceId", CloudIds.Of(CloudKind.Workspace, call.Account.Seed, 1));
            json.WriteTime("expiresAt", call.Now + CloudGuesses.AccessToken);
        });
    }
}
