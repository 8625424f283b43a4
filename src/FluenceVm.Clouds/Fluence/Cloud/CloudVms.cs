using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>VMs that exist: <c>/v2/vms</c>.</summary>
internal sealed class CloudVms(CloudRequests requests, CloudPages pages, CloudPlaces places, CloudSecurityGroups groups)
{
    public const string Path = "v2/vms";
    public static readonly HttpMethod Patch = new("PATCH");
    private const string Terminated = "terminated";
    private static readonly string[] Everything = ["bootDisk", "dataDisks", "publicIp", "networkInterfaces"];
    private static readonly string[] KnownStatuses =
        ["new", "launching", "launched", "failed", "updating", "terminating", Terminated, "suspending", "suspended", "restarting", "softRebooting", "unknown"];

    /// <summary>
    /// Streams VMs. The service keeps ended ones in its list; they come only where their status or id is asked for, as in the
    /// generations whose list they leave.
    /// </summary>
    public async Task ListAsync(VmFilter filter, Action<Vm> output, CancellationToken cancellationToken)
    {
        var where = places.LoadAsync(cancellationToken);
        var ports = new PortMap(groups);
        foreach (var query in QueriesOf(filter))
        {
            await pages.ForEachAsync(query, CloudJson.Default.VmPage, HandOnAsync, cancellationToken);
        }

        async Task HandOnAsync(IReadOnlyList<CloudVmWire> items, ReadProblems faults)
        {
            var datacenters = await where;
            await ports.LoadAsync(items, cancellationToken);
            foreach (var wire in items)
            {
                output(CloudMapper.ToModel(wire, datacenters.Of(wire.ClusterId), ports.Of(wire), faults));
            }
        }
    }

    /// <summary>What each of these VMs stands for, with what was asked to be expanded; one that isn't there is missing.</summary>
    public async Task<IReadOnlyList<T>> GetAsync<T>(
        IReadOnlyList<string> ids, IReadOnlyList<string> expand, Func<CloudVmWire, ReadProblems, T> map, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        foreach (var query in ById(ids, expand))
        {
            await pages.ForEachAsync(query, CloudJson.Default.VmPage, KeepAsync, cancellationToken);
        }
        return found;

        Task KeepAsync(IReadOnlyList<CloudVmWire> items, ReadProblems faults)
        {
            found.AddRange(items.Select(wire => map(wire, faults)));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        ids.FirstOrDefault(id => !IsId(id)) is { } invalid
            ? throw NotAnId(invalid)
            : GetAsync(ids, ["publicIp"], CloudMapper.ToReport, cancellationToken);

    /// <summary>Renames VMs, one a request.</summary>
    public async Task RenameAsync(IEnumerable<VmUpdate> updates, CancellationToken cancellationToken)
    {
        foreach (var update in updates)
        {
            using var response = await requests.SendAsync(
                Patch, $"{Path}/{update.Id}", new RenameWire { Name = update.Name }, CloudJson.Default.RenameWire, cancellationToken);
        }
    }

    public async Task RestartAsync(string id, bool soft, CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            throw NotAnId(id);
        }
        // A repetition would restart the VM a second time.
        using var response = await requests.SendAsync(
            HttpMethod.Post, $"{Path}/{id}/{(soft ? "softreboot" : "restart")}", requests.NewContext(repeatable: false), cancellationToken);
    }

    public static bool IsId(string id) => Guid.TryParseExact(id, "D", out _);

    public static ArgumentException NotAnId(string id) =>
        Fault.Argument(nameof(Messages.CloudVmIdInvalid), id);

    private static IEnumerable<Query> ById(IReadOnlyList<string> ids, IReadOnlyList<string> expand)
    {
        var valid = ids.Where(IsId).ToArray();
        for (var start = 0; start < valid.Length; start += CloudPages.PerPage)
        {
            yield return new Query(Path).AddList("ids", valid.Skip(start).Take(CloudPages.PerPage)).AddList("expand", expand);
        }
    }

    private static IEnumerable<Query> QueriesOf(VmFilter filter)
    {
        if (filter.Ids.Count > 0)
        {
            return ById(filter.Ids, Everything);
        }
        var query = new Query(Path).Add("sort", "createdAt").Add("order", "asc");
        // The service takes one name, as a pattern: more come through than were asked for, and the caller asks again.
        if (filter.Names.Count == 1 && filter.Names[0].IndexOf('\\') < 0)
        {
            query.Add("name", filter.Names[0]);
        }
        string?[] statuses = [.. filter.Statuses.Select(text => Array.Find(KnownStatuses, known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)))];
        if (statuses.Length == 0)
        {
            query.AddList("excludeStatus", [Terminated]);
        }
        // The service refuses a status that it doesn't know.
        else if (statuses.All(status => status is not null))
        {
            query.AddList("status", statuses!);
        }
        return [query.AddList("expand", Everything)];
    }
}
