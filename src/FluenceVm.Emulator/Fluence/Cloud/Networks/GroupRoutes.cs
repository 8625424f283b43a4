using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Networks;

/// <summary>The routes of the security groups.</summary>
internal static class GroupRoutes
{
    private const string Operation = "SecurityGroup";
    private const string Write = "security_groups:write";

    public static IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", "/v3/security-groups", "security_groups:read", List),
        new(Operation, "POST", "/v3/security-groups", Write, Create)
        {
            Body = BodyShape.Of("vpcId!", "name!", "ingressRules", "egressRules"),
        },
        new(Operation, "PATCH", "/v3/security-groups/{security_group_id}", Write, Update)
        {
            Body = BodyShape.Patch("name", "ingressRules?", "egressRules?"),
        },
        new(Operation, "DELETE", "/v3/security-groups/{security_group_id}", Write, Delete),
    ];

    private static EmulatorResponse List(CloudCall call)
    {
        var filter = new RowFilter(call, SecurityGroup.Statuses);
        var vpc = call.Query.Id("vpcId");
        var attachments = Attachments(call);
        return CloudPage.Answer(
            call.Query,
            call.Account.Groups.All,
            group => filter.Matches(group) && (vpc is null || group.VpcId == vpc),
            (json, group) => group.Write(json, call.Now, attachments[group.Id]));
    }

    private static ILookup<Guid, (Guid Vm, Guid Nic)> Attachments(CloudCall call) => NetworkUse.Interfaces(call.Account, call.Now)
        .Where(each => each.Nic.SecurityGroupId is not null)
        .ToLookup(each => each.Nic.SecurityGroupId!.Value, each => (each.Vm.Id, each.Nic.Id));

    private static EmulatorResponse Create(CloudCall call) =>
        Written(call.Account.Receipts.Once(call, () => Make(call), id => call.Account.Groups.Find(id)), call);

    private static SecurityGroup Make(CloudCall call)
    {
        var reader = new RuleReader(call.Account);
        var group = new SecurityGroup
        {
            StartedAt = call.Now,
            Ingress = reader.ReadNew(call.Body, "ingressRules"),
            Egress = reader.ReadNew(call.Body, "egressRules"),
        };
        var name = CloudJson.Name(call.Body)!;
        var vpc = VpcRoutes.ForUse(call.Account, CloudJson.Required(CloudJson.Id(call.Body, "vpcId")), call.Now);
        group.VpcId = vpc.Id;
        return call.Account.Groups.Add(call.Account.Made(group, CloudKind.Group, name, vpc.Datacenter, call.Now));
    }

    private static EmulatorResponse Update(CloudCall call)
    {
        var group = Known(call);
        var reader = new RuleReader(call.Account);
        var name = CloudJson.Name(call.Body);
        var ingress = call.Body.TryGetProperty("ingressRules", out _) ? reader.ReadChanged(call.Body, "ingressRules") : group.Ingress;
        var egress = call.Body.TryGetProperty("egressRules", out _) ? reader.ReadChanged(call.Body, "egressRules") : group.Egress;
        (group.Name, group.Ingress, group.Egress) = (name ?? group.Name, ingress, egress);
        group.BusyUntil = call.Now + CloudGuesses.Change;
        foreach (var (vm, _) in NetworkUse.Of(call.Account, group, call.Now).ToList())
        {
            call.Account.Life.Updated(vm);
        }
        return Written(group, call);
    }

    private static EmulatorResponse Delete(CloudCall call)
    {
        var group = Known(call);
        if (NetworkUse.IsUsed(call.Account, group, call.Now))
        {
            throw CloudRefusal.Conflict($"The security group {group.Name} is bound to a VM", "attached_to_vm");
        }
        group.Remove(call.Now);
        call.Account.Groups.End(group);
        return Written(group, call);
    }

    private static SecurityGroup Known(CloudCall call) =>
        call.Account.Groups.Living(call.Id, "Security group");

    private static EmulatorResponse Written(SecurityGroup group, CloudCall call)
    {
        var attachments = NetworkUse.Of(call.Account, group, call.Now).Select(each => (each.Vm.Id, each.Nic.Id));
        return CloudJson.Object(json => group.Write(json, call.Now, attachments));
    }
}
