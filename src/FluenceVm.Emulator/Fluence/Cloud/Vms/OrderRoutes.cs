using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The two routes that must carry an <c>Idempotency-Key</c>, and repeat their original receipt to it.</summary>
internal static class OrderRoutes
{
    public static IEnumerable<CloudRoute> All =>
    [
        new("CreateVm", "POST", "/v3/vms", "vms:write", Create) { Body = SpecReader.Draft, IsOfVms = true },
        new("DeleteVm", "POST", "/v3/vms/{vm_id}/terminate", "vms:write", Terminate) { IsOfVms = true },
    ];

    private static EmulatorResponse Create(CloudCall call)
    {
        var key = Receipts.KeyOf(call.Request, isRequired: true)!;
        if (call.Account.Receipts.Find(call, key) is { } receipt)
        {
            return Located(receipt.ResourceId, Convert.FromBase64String(receipt.Answer));
        }
        var vm = Drafts.Make(call.Account, new SpecReader(call.Account, isExplicit: false, call.Now).Read(call.Body), call.Now);
        var response = CloudJson.Object(
            json =>
            {
                json.WriteString("id", vm.Id);
                json.WriteString("acceptedStatus", vm.StatusAt(call.Now));
                json.WriteStartObject("createdResources");
                json.WriteIds("storageIds", vm.DiskIds.Where(id => call.Account.Disks.Find(id) is { StartedAt: null }));
                json.WriteIds("publicIpIds", vm.AddressIds.Where(id => call.Account.Addresses.Find(id) is { StartedAt: null }));
                json.WriteEndObject();
            },
            201);
        call.Account.Receipts.Keep(call, key, vm.Id, response);
        return Located(vm.Id, response.Body);
    }

    private static EmulatorResponse Located(Guid id, ReadOnlyMemory<byte> body) => new()
    {
        Status = 201,
        Body = body,
        Headers = new Dictionary<string, string> { ["Location"] = $"/v3/vms/{id:D}" },
    };

    private static EmulatorResponse Terminate(CloudCall call)
    {
        var key = Receipts.KeyOf(call.Request, isRequired: true)!;
        if (call.Account.Receipts.Find(call, key) is { } receipt)
        {
            return new EmulatorResponse { Status = 202, Body = Convert.FromBase64String(receipt.Answer) };
        }
        var vm = CloudVmRoutes.Known(call);
        if (vm.IsDraft || vm.TerminatedAt is not null)
        {
            throw CloudRefusal.Conflict($"The VM {vm.Name} is {vm.StatusAt(call.Now)}", "vm_not_live");
        }
        Termination.Begin(call.Account, vm, call.Now);
        var response = CloudJson.Object(
            json =>
            {
                json.WriteString("id", vm.Id);
                json.WriteString("acceptedStatus", vm.StatusAt(call.Now));
                json.WriteStartObject("retainedResources");
                json.WriteIds("storageIds", vm.DiskIds.Where(id => call.Account.Disks.Find(id) is not { IsIncluded: true }));
                var addresses = vm.AddressIds.Concat(vm.Releasing).Distinct();
                json.WriteIds("publicIpIds", addresses.Where(id => call.Account.Addresses.Find(id) is not { IsIncluded: true }));
                json.WriteEndObject();
            },
            202);
        call.Account.Receipts.Keep(call, key, vm.Id, response);
        return response;
    }
}
