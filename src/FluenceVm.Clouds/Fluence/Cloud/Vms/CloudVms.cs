using System.Runtime.CompilerServices;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>VMs as the service sends them: <c>/v3/vms</c>.</summary>
internal sealed class CloudVms(CloudRequests requests, CloudPages pages)
{
    public const string Path = "v3/vms";

    /// <summary>Streams VMs, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CloudVmWire>> ReadAsync(
        VmFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var query in QueriesOf(filter))
        {
            await foreach (var page in pages.ReadAsync(query, CloudJson.Default.VmPage, vm => vm.Id, cancellationToken))
            {
                yield return page;
            }
        }
    }

    /// <summary>These VMs, as many as are there.</summary>
    public Task<IReadOnlyList<CloudVmWire>> FindAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        pages.FindAsync(Path, ids.Where(CloudIds.IsId), CloudJson.Default.VmPage, vm => vm.Id, cancellationToken);

    /// <summary>Which of some names living VMs have.</summary>
    public async Task<IReadOnlyList<string>> FindTakenNamesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var taken = new TakenNames(names);
        await foreach (var page in ReadAsync(new VmFilter { Names = names }, cancellationToken))
        {
            foreach (var vm in page)
            {
                taken.Add(vm.Name, vm.Status);
            }
        }
        return taken.Found;
    }

    /// <summary>A VM; null if it isn't there.</summary>
    public async Task<CloudVmWire?> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ReadAsync(PathOf(id), CloudJson.Default.CloudVmWire, cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<InterfaceWire>> ListInterfacesAsync(string id, CancellationToken cancellationToken) =>
        await requests.ListAsync(PathOf(id) + "/interfaces", CloudJson.Default.InterfaceWire, cancellationToken);

    public async Task<IReadOnlyList<VmStatusReport>> GetStatusesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        CheckIds(ids);
        return [.. (await FindAsync(ids, cancellationToken)).Select(ToReport)];
    }

    public static string PathOf(string id) => $"{Path}/{id}";

    public static void CheckIds(IEnumerable<string> ids)
    {
        if (ids.FirstOrDefault(id => !CloudIds.IsId(id)) is { } invalid)
        {
            throw Fault.Argument(nameof(Messages.CloudVmIdInvalid), invalid);
        }
    }

    private static VmStatusReport ToReport(CloudVmWire wire) => new()
    {
        Id = wire.Id ?? string.Empty,
        Status = wire.Status ?? string.Empty,
        StatusChangedAt = CloudVmMapper.StatusChangedAt(wire).Value,
        Reason = CloudVmMapper.FailureOf(wire),
    };

    private static IEnumerable<Query> QueriesOf(VmFilter filter)
    {
        if (filter.Ids.Count > 0)
        {
            return CloudPages.QueriesOf(Path, filter.Ids.Where(CloudIds.IsId));
        }
        var query = new Query(Path);
        // The service takes one pattern: more may come than were asked for, and the caller filters again.
        if (NamePattern.Of(filter.Names) is { } pattern)
        {
            query.Add("name", pattern);
        }
        return [query.AddList("statuses", CloudVmStatus.Asked(filter.Statuses))];
    }
}
