using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Knobs;

/// <summary>Routes of the emulator alone: they set what a client can't, so that a test sees how one takes it.</summary>
internal static class KnobRoutes
{
    private const int MostFactor = 10_000;
    private const decimal MostPayment = 1_000_000m;

    public static IEnumerable<CloudRoute> All =>
    [
        new("Storage", "PUT", "/emulator/fluence/capacity", string.Empty, SetFactor) { Body = BodyShape.Of("factor!") },
        new("Storage", "PUT", "/emulator/fluence/clusters/{cluster_id}/capacity", string.Empty, SetLimit)
        {
            Body = BodyShape.Of("hasVms", "diskGb", "publicIps"),
        },
        new("Vpc", "POST", "/emulator/fluence/vpcs/{vpc_id}/park", string.Empty, Park),
        new("Balance", "POST", "/emulator/fluence/payments", string.Empty, PayIn) { Body = BodyShape.Of("amount!") },
    ];

    /// <summary>There is so many times the usual amount of everything from now on.</summary>
    private static EmulatorResponse SetFactor(CloudCall call)
    {
        var factor = (int)CloudJson.Required(CloudJson.Number(call.Body, "factor", call.Account.Capacity.Stock.Factor, MostFactor));
        call.Account.Capacity.Stock.Grow(factor);
        return JsonResponse.Empty(204);
    }

    /// <summary>A cluster has at most so much, and perhaps no VM at all; what is left out is as usual again.</summary>
    private static EmulatorResponse SetLimit(CloudCall call)
    {
        var place = CloudCatalogue.KnownCluster(call.Id);
        var limit = new CapacityLimit(
            CloudJson.Flag(call.Body, "hasVms") ?? true,
            CloudJson.Number(call.Body, "diskGb"),
            (int?)CloudJson.Number(call.Body, "publicIps", 0, int.MaxValue));
        call.Account.Capacity.SetLimit(place, limit);
        return JsonResponse.Empty(204);
    }

    /// <summary>A VPC and its subnets are parked, and dormant afterwards.</summary>
    private static EmulatorResponse Park(CloudCall call)
    {
        var vpc = call.Account.Vpcs.Living(call.Id, "VPC");
        vpc.ParkedAt = call.Now;
        foreach (var subnet in call.Account.Subnets.All.Where(each => each.IsLiving && each.VpcId == vpc.Id))
        {
            subnet.ParkedAt = call.Now;
        }
        return JsonResponse.Empty(204);
    }

    private static EmulatorResponse PayIn(CloudCall call)
    {
        if (!call.Body.GetProperty("amount").TryGetDecimal(out var amount) || amount is <= 0 or > MostPayment)
        {
            throw CloudRefusal.Field("amount", "expected USD above 0");
        }
        call.Account.Ledger.PayIn(Usdc.FromDecimal(amount));
        return JsonResponse.Empty(204);
    }
}
