using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Firewalls;

/// <summary>Security groups as things of their own: <c>/v3/security-groups</c>.</summary>
internal sealed class CloudFirewalls(CloudRequests requests, CloudSecurityGroups groups, PortChanges binding) : IFirewalls
{
    private const string Path = CloudSecurityGroups.Path;
    private const string Removed = "removed";

    public async Task<IReadOnlyList<SecurityGroup>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await ReadAsync(cancellationToken);
        var names = new GroupNames(all);
        return [.. all.Select(group => ToModel(group, names))];
    }

    public async Task CheckAsync(IEnumerable<SecurityRule> rules, CancellationToken cancellationToken)
    {
        SecurityRule[] named = [.. rules.Where(rule => rule.IsGroup)];
        if (named.Length > 0)
        {
            _ = Rules.ToWires(named, new GroupNames(await ReadAsync(cancellationToken)));
        }
    }

    public async Task<SecurityGroup> CreateAsync(SecurityGroupOrder order, CancellationToken cancellationToken)
    {
        var names = new GroupNames(await ReadAsync(cancellationToken));
        var body = new CreateSecurityGroupWire
        {
            VpcId = order.Vpc,
            Name = order.Name,
            IngressRules = Rules.ToWires(order.Ingress, names),
            EgressRules = Rules.ToWires(order.Egress, names),
        };
        // It is free, so the key only has to make one repetition harmless.
        var key = $"fluencevm-{Guid.NewGuid():N}";
        var change = Change.Post(Path, body, CloudJson.Default.CreateSecurityGroupWire) with { IdempotencyKey = key };
        return ToModel(await requests.SendAsync(change, CloudJson.Default.SecurityGroupWire, cancellationToken), names);
    }

    public async Task ChangeAsync(string id, SecurityGroupChange change, CancellationToken cancellationToken)
    {
        var names = new GroupNames(await ReadAsync(cancellationToken));
        var body = new ChangeSecurityGroupWire
        {
            Name = change.Name,
            IngressRules = Only(change.AllIngress, change.Ingress, names),
            EgressRules = Only(change.AllEgress, change.Egress, names),
        };
        await requests.SendAsync(Change.Patch($"{Path}/{id}", body, CloudJson.Default.ChangeSecurityGroupWire), cancellationToken);
    }

    public Task BindAsync(string id, string vmId, CancellationToken cancellationToken) => binding.BindAsync(vmId, id, cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => groups.DeleteAsync(id, cancellationToken);

    private async Task<IReadOnlyList<SecurityGroupWire>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await groups.ListAsync(cancellationToken)).Where(group => group.Status != Removed)];

    private static RulesWire? Only(bool everything, IReadOnlyList<SecurityRule>? rules, GroupNames names) =>
        everything ? new RulesWire { Type = Rules.Everything }
        : rules is null ? null
        : new RulesWire { Type = Rules.Some, Rules = Rules.ToWires(rules, names) };

    private static SecurityGroup ToModel(SecurityGroupWire group, GroupNames names) => new()
    {
        Id = group.Id ?? string.Empty,
        Name = group.Name,
        Status = group.Status ?? string.Empty,
        VpcId = group.VpcId,
        Cluster = group.ClusterId,
        Ingress = Rules.ToModel(group.IngressRules, names),
        Egress = Rules.ToModel(group.EgressRules, names),
        VmIds = (group.Attachments ?? []).Select(each => each?.VmId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray(),
        CreatedAt = group.CreatedAt.Value,
    };
}
