using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Turns a draft into a VM that is billed: all of it, or nothing.</summary>
internal static class Provisioning
{
    public static CloudRoute Route => new("Provision", "POST", "/v3/vms/{vm_id}/provision", "vms:write", Answer) { IsOfVms = true };

    private static EmulatorResponse Answer(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        vm.RequireDraft();
        Check(call.Account, vm, call.Now);
        Start(call.Account, vm, call.Now, fails: call.Request.FailsLater);
        return CloudVmRoutes.Written(vm, call);
    }

    /// <exception cref="CloudRefusal">409 or 422: it can't be provisioned as it stands, or there is no room or money for it.</exception>
    private static void Check(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        var wrong = DraftViolations.Of(account, vm, now);
        if (wrong.Count > 0)
        {
            throw Refusal(CloudGuesses.DraftViolationStatus, "draft_not_provisionable", "The draft can't be provisioned", wrong);
        }
        if (CloudPrices.Vm(vm.Datacenter, vm.Configuration) is null)
        {
            var unpriced = Violation.Typed("priceUnavailable", ("resource", "vmConfiguration"));
            throw Refusal(422, "resource_price_unavailable", "The configuration has no price here", [unpriced]);
        }
        CheckRoom(account, vm);
        Admission.RequireMoney(account, VmCost.Of(account, vm).Incremental);
    }

    private static void CheckRoom(CloudAccount account, Vm vm)
    {
        var capacity = account.Capacity;
        var missing = new List<JsonObject>();
        if (!capacity.HasRoom(vm.Datacenter, vm.Configuration))
        {
            missing.Add(Violation.Provision(Violation.Typed("computeCapacity")));
        }
        var room = capacity.DiskRoom(vm.Datacenter);
        foreach (var disk in vm.DiskIds.Select(id => account.Disks.Find(id)!).Where(each => each.StartedAt is null))
        {
            room -= disk.VolumeGb;
            if (room < 0)
            {
                missing.Add(Violation.Provision(Violation.Typed("storageCapacity", ("id", disk.Id.ToString("D")))));
            }
        }
        var isNew = vm.AddressIds.Any(id => account.Addresses.Find(id) is { StartedAt: null });
        if (isNew && capacity.AddressRoom(vm.Datacenter) < 1)
        {
            missing.Add(Violation.PublicIpCapacity());
        }
        if (missing.Count > 0)
        {
            throw new CloudRefusal(422, "unprocessable_entity", "VM admission refused: the cluster has no room") { Violations = missing };
        }
    }

    /// <summary>Begins to bill and to launch a VM that may be provisioned.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="vm">The draft.</param>
    /// <param name="now">When.</param>
    /// <param name="fails">Whether it never gets launched.</param>
    /// <param name="isShown">Whether it takes a place of the marketplace's, and is seen there.</param>
    public static void Start(CloudAccount account, Vm vm, DateTimeOffset now, bool fails = false, bool isShown = true)
    {
        foreach (var disk in vm.DiskIds.Select(id => account.Disks.Find(id)!))
        {
            disk.VmId = vm.Id;
            if (disk.StartedAt is null)
            {
                disk.Start(account, now);
            }
        }
        foreach (var address in vm.AddressIds.Select(id => account.Addresses.Find(id)!))
        {
            address.AttachTo(vm.Id);
            if (address.StartedAt is null)
            {
                address.Start(account, now);
            }
        }
        foreach (var nic in vm.Interfaces)
        {
            Interfaces.GiveAddress(account, nic);
        }
        vm.ProvisionedAt = now;
        vm.FailsAt = fails || vm.HasMalformedCloudInit ? now + CloudGuesses.Launch : null;
        vm.Touch(now);
        var meter = new Meter { ResourceId = vm.Id, Type = "VM", Name = vm.Name, ClusterId = vm.ClusterId };
        meter.Configuration = vm.Configuration.Slug;
        account.Purse.Start(meter, CloudPrices.Vm(vm.Datacenter, vm.Configuration)!.Value, 1, now);
        if (isShown)
        {
            account.Life.Started(vm, now);
        }
    }

    private static CloudRefusal Refusal(int status, string code, string text, IEnumerable<JsonObject> violations) =>
        new(status, code, text) { Violations = [.. violations.Select(Violation.Provision)] };
}
