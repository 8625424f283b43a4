using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>The routes of the VPCs.</summary>
internal static class VpcRoutes
{
    private const string Operation = "Vpc";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/vpcs", "vpc:read", List),
        new(Operation, "POST", "/v3/vpcs", "vpc:write", Create) { Body = BodyShape.Of("clusterId!", "name!") },
        new(Operation, "PATCH", "/v3/vpcs/{vpc_id}", "vpc:write", Rename) { Body = BodyShape.Patch("name") },
        new(Operation, "DELETE", "/v3/vpcs/{vpc_id}", "vpc:write", Delete),
    ];

    /// <summary>A VPC that something is to be made in; it is awake afterwards.</summary>
    /// <exception cref="CloudRefusal">404, 409 or 422: it is missing or going, being parked, or has failed.</exception>
    public static Vpc ForUse(CloudAccount account, Guid id, DateTimeOffset now)
    {
        var vpc = account.Vpcs.Living(id, "VPC");
        vpc.Wake(now);
        return vpc;
    }

    private static EmulatorResponse List(CloudCall call)
    {
        var filter = new RowFilter(call, Vpc.Statuses);
        return CloudPage.Answer(call.Query, call.Account.Vpcs.All, filter.Matches, (json, vpc) => vpc.Write(json, call.Now));
    }

    private static EmulatorResponse Create(CloudCall call) =>
        Written(call.Account.Receipts.Once(call, () => Make(call), id => call.Account.Vpcs.Find(id)), call);

    private static Vpc Make(CloudCall call)
    {
        var cluster = CloudJson.Required(CloudJson.Id(call.Body, "clusterId"));
        var place = CloudCatalogue.KnownCluster(cluster);
        var vpc = new Vpc { StartedAt = call.Now, FailsAt = call.Request.FailsLater ? call.Now + CloudGuesses.Preparation : null };
        return call.Account.Vpcs.Add(call.Account.Made(vpc, CloudKind.Vpc, CloudJson.Name(call.Body)!, place, call.Now));
    }

    private static EmulatorResponse Rename(CloudCall call)
    {
        var vpc = Known(call);
        vpc.Name = CloudJson.Name(call.Body) ?? vpc.Name;
        return Written(vpc, call);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var vpc = Known(call);
        var subnets = call.Account.Subnets.All.Where(each => each.IsLiving && each.VpcId == vpc.Id).ToList();
        // The default VPC's own subnet goes with it while nothing uses it.
        var unused = subnets.FindAll(each => vpc.IsDefault && each.IsDefault && !NetworkUse.IsUsed(call.Account, each, call.Now));
        if (subnets.Count > unused.Count || call.Account.Groups.All.Any(each => each.IsLiving && each.VpcId == vpc.Id))
        {
            throw CloudRefusal.Conflict($"The VPC {vpc.Name} still has subnets or security groups", "vpc_has_live_children");
        }
        foreach (var subnet in unused)
        {
            subnet.Remove(call.Now);
            call.Account.Subnets.End(subnet);
        }
        vpc.Remove(call.Now);
        call.Account.Vpcs.End(vpc);
        return Written(vpc, call);
    }

    private static Vpc Known(CloudCall call) =>
        call.Account.Vpcs.Living(call.Id, "VPC");

    private static EmulatorResponse Written(Vpc vpc, CloudCall call) => CloudJson.Object(json => vpc.Write(json, call.Now));
}
