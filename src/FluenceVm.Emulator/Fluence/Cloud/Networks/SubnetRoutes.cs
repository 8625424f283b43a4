using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>The routes of the subnets.</summary>
internal static class SubnetRoutes
{
    private const string Operation = "Subnet";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/subnets", "subnet:read", List),
        new(Operation, "POST", "/v3/vpcs/{vpc_id}/subnets", "subnet:write", Create)
        {
            Body = BodyShape.Of("name!", "ipv4Cidr", "ipv6Cidr", "egress"),
        },
        new(Operation, "PATCH", "/v3/subnets/{subnet_id}", "subnet:write", Update) { Body = BodyShape.Patch("name", "egress") },
        new(Operation, "DELETE", "/v3/subnets/{subnet_id}", "subnet:write", Delete),
        new(Operation, "POST", "/v3/subnets/{subnet_id}/default", "subnet:write", MakeDefault),
    ];

    private static EmulatorResponse List(CloudCall call)
    {
        var filter = new RowFilter(call, Vpc.Statuses, byCluster: false);
        var vpc = call.Query.Id("vpcId");
        return CloudPage.Answer(
            call.Query,
            call.Account.Subnets.All,
            subnet => filter.Matches(subnet) && (vpc is null || subnet.VpcId == vpc),
            (json, subnet) => subnet.Write(json, call.Now));
    }

    private static EmulatorResponse Create(CloudCall call)
    {
        if (call.Request.Header("Idempotency-Key") is not null)
        {
            throw CloudRefusal.BadRequest("Idempotency-Key is not supported here");
        }
        var vpc = VpcRoutes.ForUse(call.Account, call.Id, call.Now);
        var subnet = new Subnet
        {
            VpcId = vpc.Id,
            StartedAt = call.Now,
            Ipv4Cidr = CloudJson.Text(call.Body, "ipv4Cidr"),
            Ipv6Cidr = CloudJson.Text(call.Body, "ipv6Cidr"),
            HasEgress = CloudJson.Flag(call.Body, "egress") ?? true,
        };
        var name = CloudJson.Name(call.Body)!;
        CheckRanges(call, vpc, subnet);
        return Written(call.Account.Subnets.Add(call.Account.Made(subnet, CloudKind.Subnet, name, vpc.Datacenter, call.Now)), call);
    }

    private static void CheckRanges(CloudCall call, Vpc vpc, Subnet subnet)
    {
        if (subnet.Ipv4Cidr is null && subnet.Ipv6Cidr is null)
        {
            throw new CloudRefusal(422, "subnet_cidr_required", "No CIDR was provided");
        }
        Check(subnet.Ipv4Cidr, "ipv4Cidr", System.Net.Sockets.AddressFamily.InterNetwork);
        Check(subnet.Ipv6Cidr, "ipv6Cidr", System.Net.Sockets.AddressFamily.InterNetworkV6);
        if (subnet.Ipv4Cidr is null && subnet.HasEgress)
        {
            throw new CloudRefusal(422, "ipv6_egress_unsupported", "A subnet of IPv6 alone has no egress");
        }
        if (subnet.Ranges.Any(DefaultNetworks.Reserved(vpc.Datacenter).Overlaps))
        {
            throw CloudRefusal.Conflict("The range overlaps the one kept for the default subnet", "reserved_default_subnet_cidr_conflict");
        }
        var siblings = call.Account.Subnets.All.Where(each => each.IsLiving && each.VpcId == vpc.Id);
        if (siblings.Any(each => each.Ranges.Any(range => subnet.Ranges.Any(range.Overlaps))))
        {
            throw CloudRefusal.Conflict("The range overlaps another subnet of the VPC");
        }
    }

    private static void Check(string? text, string field, System.Net.Sockets.AddressFamily family)
    {
        if (text is not null && Cidr.Parse(text)?.Family != family)
        {
            throw CloudRefusal.Field(field, "expected a range such as 10.0.0.0/24");
        }
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        var subnet = Known(call);
        var (name, egress) = (CloudJson.Name(call.Body), CloudJson.Flag(call.Body, "egress"));
        if (egress == true && subnet.Ipv4Cidr is null)
        {
            throw new CloudRefusal(422, "ipv6_egress_unsupported", "A subnet of IPv6 alone has no egress");
        }
        subnet.Name = name ?? subnet.Name;
        subnet.HasEgress = egress ?? subnet.HasEgress;
        return Written(subnet, call);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var subnet = Known(call);
        if (NetworkUse.IsUsed(call.Account, subnet, call.Now))
        {
            throw CloudRefusal.Conflict($"The subnet {subnet.Name} is in use by a VM", "attached_to_vm");
        }
        subnet.Remove(call.Now);
        call.Account.Subnets.End(subnet);
        return Written(subnet, call);
    }

    private static EmulatorResponse MakeDefault(CloudCall call)
    {
        var subnet = Known(call);
        if (subnet.StatusAt(call.Now) != Asset.Ready)
        {
            throw CloudRefusal.Conflict($"The subnet {subnet.Name} is {subnet.StatusAt(call.Now)}");
        }
        var siblings = call.Account.Subnets.All.Where(each => each.IsLiving && each.VpcId == subnet.VpcId);
        var before = siblings.FirstOrDefault(each => each.IsDefault && each != subnet);
        if (before is not null)
        {
            before.IsDefault = false;
        }
        subnet.IsDefault = true;
        return CloudJson.Object(json =>
        {
            json.WriteString("subnetId", subnet.Id);
            json.WriteId("previousDefaultSubnetId", before?.Id);
        });
    }

    private static Subnet Known(CloudCall call) =>
        call.Account.Subnets.Living(call.Id, "Subnet");

    private static EmulatorResponse Written(Subnet subnet, CloudCall call) => CloudJson.Object(json => subnet.Write(json, call.Now));
}
