using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>The routes that tell what a VM would cost. They reserve nothing.</summary>
internal static class EstimateRoutes
{
    private const string Operation = "Estimate";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "POST", "/v3/vm-estimates", "prices:read", OfSpec) { Body = SpecReader.Explicit, IsOfVms = true },
        new(Operation, "GET", "/v3/vms/{vm_id}/estimate", "vms:read prices:read", OfDraft) { IsOfVms = true },
    ];

    private static EmulatorResponse OfSpec(CloudCall call)
    {
        var count = CloudJson.Items(call.Body, "interfaces")!.Count;
        if (count is < 1 or > DraftViolations.MostInterfaces)
        {
            throw CloudRefusal.Field("interfaces", "expected 1 to 16");
        }
        VmSpec spec;
        try
        {
            spec = new SpecReader(call.Account, isExplicit: true, call.Now).Read(call.Body);
        }
        catch (CloudRefusal refusal) when (refusal.Status == 409)
        {
            // This route has no 409.
            throw new CloudRefusal(422, refusal.Code, refusal.Message) { Violations = refusal.Violations };
        }
        return Written(VmCost.Of(spec) ?? throw Unpriced(), call.Now);
    }

    private static EmulatorResponse OfDraft(CloudCall call)
    {
        var vm = CloudVmRoutes.Known(call);
        vm.RequireDraft();
        if (CloudPrices.Vm(vm.Datacenter, vm.Configuration) is null)
        {
            throw Unpriced();
        }
        return Written(VmCost.Of(call.Account, vm), call.Now);
    }

    private static CloudRefusal Unpriced() => new(422, "resource_price_unavailable", "The configuration has no price here")
    {
        Violations = [Violation.Provision(Violation.Typed("priceUnavailable", ("resource", "vmConfiguration")))],
    };

    private static EmulatorResponse Written(VmCost cost, DateTimeOffset now) => CloudJson.Object(json =>
    {
        json.WriteString("hourlyTotal", CloudJson.Money(cost.Total));
        json.WriteString("hourlyIncremental", CloudJson.Money(cost.Incremental));
        json.WriteString("currency", "USD");
        json.WriteTime("calculatedAt", now);
    });
}
