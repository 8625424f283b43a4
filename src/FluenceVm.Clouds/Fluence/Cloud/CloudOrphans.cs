using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Disks and addresses that no VM uses.</summary>
internal sealed class CloudOrphans(CloudRequests requests, CloudPages pages)
{
    private const string Storages = "v1/storages";
    private const string PublicIps = "v1/public_ips";
    private static readonly string[] Gone = ["removing", "removed"];

    public async Task ListAsync(Action<Orphan> output, CancellationToken cancellationToken)
    {
        await ListAsync(UnattachedOf(Storages), CloudJson.Default.StoragePage, CloudMapper.ToOrphan, output, cancellationToken);
        await ListAsync(UnattachedOf(PublicIps), CloudJson.Default.PublicIpPage, CloudMapper.ToOrphan, output, cancellationToken);
    }

    /// <summary>What of an order's disk and address is there without a VM.</summary>
    public async Task<IReadOnlyList<Orphan>> FindAsync(OwnName names, bool withAddress, CancellationToken cancellationToken)
    {
        var found = new List<Orphan>();
        await ListAsync(UnattachedOf(Storages).Add("name", names.BootDisk), CloudJson.Default.StoragePage, CloudMapper.ToOrphan, found.Add, cancellationToken);
        if (withAddress)
        {
            await ListAsync(UnattachedOf(PublicIps).Add("name", names.PublicIp), CloudJson.Default.PublicIpPage, CloudMapper.ToOrphan, found.Add, cancellationToken);
        }
        return [.. found.Where(orphan => orphan.Name == names.BootDisk || orphan.Name == names.PublicIp)];
    }

    /// <summary>Which of these are still there, and whether a VM uses them.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> FindUsedAsync(IReadOnlyList<Orphan> items, CancellationToken cancellationToken)
    {
        var used = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in items.GroupBy(PathOf))
        {
            var ids = part.Select(item => item.Id).ToArray();
            for (var start = 0; start < ids.Length; start += CloudPages.PerPage)
            {
                var query = new Query(part.Key).AddList("excludeStatus", Gone).AddList("ids", ids.Skip(start).Take(CloudPages.PerPage));
                if (part.Key == Storages)
                {
                    (await pages.ListAsync(query, CloudJson.Default.StoragePage, cancellationToken)).ToList().ForEach(disk => used[disk.Id ?? string.Empty] = disk.AttachedTo is { Count: > 0 });
                }
                else
                {
                    (await pages.ListAsync(query, CloudJson.Default.PublicIpPage, cancellationToken)).ToList().ForEach(ip => used[ip.Id ?? string.Empty] = ip.AttachedTo is not null);
                }
            }
        }
        return used;
    }

    public async Task RemoveAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(orphan.Id, "D", out _))
        {
            throw Fault.Argument(nameof(Messages.OrphanIdInvalid), orphan.Id);
        }
        var used = await FindUsedAsync([orphan], cancellationToken);
        if (!used.TryGetValue(orphan.Id, out var isUsed) || isUsed)
        {
            throw Fault.State(nameof(Messages.OrphanInUse), orphan);
        }
        await DeleteAsync(orphan, cancellationToken);
    }

    /// <summary>Removes it, whoever uses it; one that is gone already is as good as removed.</summary>
    public async Task DeleteAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await requests.SendAsync(HttpMethod.Delete, $"{PathOf(orphan)}/{orphan.Id}", requests.NewContext(), cancellationToken);
        }
        catch (FluenceApiException exception) when (exception.Status == 404)
        {
            // Somebody else removed it, or a lost response was the success.
        }
    }

    private static string PathOf(Orphan orphan) => orphan.Type == ResourceType.Storage ? Storages
        : orphan.Type == ResourceType.PublicIp ? PublicIps
        : throw Fault.Argument(nameof(Messages.OrphanTypeInvalid), orphan.Type);

    private static Query UnattachedOf(string path) => new Query(path).Add("excludeAttached", "true").AddList("excludeStatus", Gone);

    private Task ListAsync<T>(
        Query query, JsonTypeInfo<PageWire<T>> type, Func<T, ReadProblems, Orphan> map, Action<Orphan> output, CancellationToken cancellationToken)
        where T : class =>
        pages.ForEachAsync(
            query,
            type,
            (items, faults) =>
            {
                foreach (var item in items)
                {
                    output(map(item, faults));
                }
                return Task.CompletedTask;
            },
            cancellationToken);
}
