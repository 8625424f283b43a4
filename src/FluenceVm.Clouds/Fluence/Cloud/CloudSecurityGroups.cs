using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// Security groups, which open ports. One that this module made is never changed: VMs of a cluster with the same ports share
/// it, and it goes when no VM has it any more. Groups that it didn't make are only ever read.
/// </summary>
internal sealed class CloudSecurityGroups(CloudRequests requests, CloudPages pages)
{
    private const string Path = "v1/security_groups";
    private const string AllowAll = "allowAll";
    private static readonly string[] Unusable = ["failed", "removing", "removed"];

    /// <summary>These groups, by id; what isn't there is missing.</summary>
    public async Task<IReadOnlyDictionary<string, SecurityGroupWire>> ReadAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SecurityGroupWire>(StringComparer.OrdinalIgnoreCase);
        var all = ids.Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        for (var start = 0; start < all.Length; start += CloudPages.PerPage)
        {
            foreach (var group in await ListAsync(new Query(Path).AddList("ids", all.Skip(start).Take(CloudPages.PerPage)), cancellationToken))
            {
                found[group.Id ?? string.Empty] = group;
            }
        }
        return found;
    }

    /// <summary>A group of this module that opens exactly these ports; it is made where there is none, and may not be ready yet.</summary>
    public async Task<SecurityGroupWire> EnsureAsync(string clusterId, IReadOnlyList<VmPort> ports, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<VmPort>(ports);
        var known = await ListAsync(new Query(Path).Add("clusterId", clusterId), cancellationToken);
        return known.FirstOrDefault(group => IsUsable(group) && PortRules.ToPorts(group.IngressRules) is { } open && wanted.SetEquals(open))
            ?? await CreateAsync(clusterId, ports, cancellationToken);
    }

    /// <summary>Removes those of these groups that this module made and no VM has; the others stay.</summary>
    /// <returns>Those that this module made and that still have an interface.</returns>
    public async Task<IReadOnlyList<SecurityGroupWire>> RemoveUnusedAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var own = (await ReadAsync(ids, cancellationToken)).Values.Where(group => OwnName.IsGroup(group.Name)).ToArray();
        foreach (var group in own.Where(IsFree))
        {
            await DeleteAsync(group.Id!, cancellationToken);
        }
        return Array.FindAll(own, group => group.AttachedTo is { Count: > 0 });
    }

    /// <summary>Removes a group; one that is gone already is as good as removed.</summary>
    private async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await requests.SendAsync(HttpMethod.Delete, $"{Path}/{id}", requests.NewContext(), cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404)
        {
            // Somebody else removed it, or a lost response was the success.
        }
    }

    private static bool IsFree(SecurityGroupWire group) => group.AttachedTo is not { Count: > 0 } && group.Status is not ("removing" or "removed");

    private static bool IsUsable(SecurityGroupWire group) =>
        group.Id is not null && OwnName.IsGroup(group.Name) && !Unusable.Contains(group.Status) && group.EgressRules is null or { Type: AllowAll };

    private async Task<SecurityGroupWire> CreateAsync(string clusterId, IReadOnlyList<VmPort> ports, CancellationToken cancellationToken)
    {
        var body = new CreateSecurityGroupWire { ClusterId = clusterId, Name = OwnName.NewGroup(), IngressRules = PortRules.From(ports) };
        using var response = await requests.SendAsync(HttpMethod.Post, Path, body, CloudJson.Default.CreateSecurityGroupWire, cancellationToken, repeatable: false);
        var group = await response.ReadObjectAsync(CloudJson.Default.SecurityGroupWire, cancellationToken);
        return group.Id is { Length: > 0 } ? group : throw new InvalidResponseException(Messages.ResponseWithoutGroup, response.Method, response.Path);
    }

    private Task<IReadOnlyList<SecurityGroupWire>> ListAsync(Query query, CancellationToken cancellationToken) =>
        pages.ListAsync(query, CloudJson.Default.SecurityGroupPage, cancellationToken);
}
