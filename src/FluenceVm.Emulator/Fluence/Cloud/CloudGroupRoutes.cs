using System.Text.Json;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The routes of the security groups.</summary>
internal sealed class CloudGroupRoutes(FluenceAccount account, CloudWriter writer)
{
    private const string Operation = "SecurityGroup";
    private const string Path = "/v1/security_groups";
    private const string One = Path + "/{security_group_id}";
    private static readonly string[] ListParameters = ["ids", "clusterId", "vpcId", "name", "status", CloudPage.Page, CloudPage.PerPage];
    private readonly CloudRules _rules = new(account);

    public IEnumerable<CloudRoute> All =>
    [
        new(Operation, "GET", Path, List),
        new(Operation, "POST", Path, Create),
        new(Operation, "POST", Path + "/delete", DeleteMany),
        new(Operation, "DELETE", One, call => Written(Delete([Known(account, call.Id)], call.Now)[0], call)),
        new(Operation, "PATCH", One, Update),
    ];

    public static CloudGroup? Find(FluenceAccount account, Guid id)
    {
        if (CloudIds.NumberOf(CloudKind.IncludedGroup, account.Seed, id) is { } number)
        {
            return account.Fleet.Roster.Find(number) is { } vm && account.Fleet.Roster.IsLiving(vm) && CloudGroup.Of(vm) is { IsIncluded: true } included ? included : null;
        }
        return CloudIds.NumberOf(CloudKind.Group, account.Seed, id) is { } own ? account.Groups.Find(own) : null;
    }

    /// <exception cref="RefusedException">404: there is no such group.</exception>
    public static CloudGroup Known(FluenceAccount account, Guid id) => Find(account, id) ?? throw CloudError.NotFound("Security group", id);

    private EmulatorResponse List(CloudCall call)
    {
        var query = new CloudQuery(call.Request, ListParameters);
        var ids = new HashSet<Guid>(query.Ids("ids"));
        var cluster = query.Id("clusterId");
        var vpc = query.Id("vpcId");
        var name = query.Text("name");
        var status = query.Word("status", [.. CloudGroup.Statuses]);
        return CloudPage.Answer(
            query,
            account.Groups.All.Concat(account.Fleet.All.Where(vm => CloudInterface.AddressOf(vm, call.Now) is not null).Select(CloudGroup.Of).OfType<CloudGroup>().Where(group => group.IsIncluded)),
            group => (ids.Count == 0 || ids.Contains(group.IdOf(account.Seed)))
                && (cluster is null || CloudCatalogue.ClusterId(group.Datacenter) == cluster)
                && (vpc is null || writer.VpcIdOf(group) == vpc)
                && (name is null || LikePattern.Matches(name, group.Name))
                && (status is null || group.StatusAt(call.Now) == status),
            sort: null,
            (json, group) => writer.Group(json, group, call.Now));
    }

    private EmulatorResponse Create(CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "clusterId", "name", "ingressRules?", "egressRules?");
        var group = new CloudGroup
        {
            Datacenter = CloudCatalogue.Cluster(CloudBody.RequiredId(body, "clusterId")),
            Name = CloudBody.RequiredName(body),
            Ingress = _rules.ReadNew(body, "ingressRules"),
            Egress = _rules.ReadNew(body, "egressRules"),
            CreatedAt = call.Now,
            Number = account.Groups.NextNumber++,
        };
        account.Groups.Add(group);
        return Written(group, call);
    }

    private EmulatorResponse Update(CloudCall call)
    {
        var body = CloudBody.Read(call.Request, "name?", "ingressRules?", "egressRules?");
        var group = Known(account, call.Id);
        group.RequireThere(call.Now);
        var ingress = _rules.ReadChanged(body, "ingressRules");
        var egress = _rules.ReadChanged(body, "egressRules");
        group.Name = RequestBody.Text(body, "name") is { } name ? CloudBody.CheckedName(name) : group.Name;

        // What is left out stays; null is the default, which lets everything pass.
        group.Ingress = body.TryGetProperty("ingressRules", out _) ? ingress : group.Ingress;
        group.Egress = body.TryGetProperty("egressRules", out _) ? egress : group.Egress;
        group.ChangedAt = call.Now;
        return Written(group, call);
    }

    private EmulatorResponse DeleteMany(CloudCall call)
    {
        var ids = CloudBody.RequiredIds(CloudBody.Read(call.Request, "ids"), "ids");
        return JsonResponse.Array(Delete([.. ids.Select(id => Known(account, id))], call.Now), (json, group) => writer.Group(json, group, call.Now));
    }

    private IReadOnlyList<CloudGroup> Delete(IReadOnlyList<CloudGroup> groups, DateTimeOffset now)
    {
        foreach (var group in groups)
        {
            group.RequireFree(now);
        }
        foreach (var group in groups)
        {
            account.Groups.Remove(group, now);
        }
        return groups;
    }

    private EmulatorResponse Written(CloudGroup group, CloudCall call) => JsonResponse.Write((Utf8JsonWriter json) => writer.Group(json, group, call.Now));
}
