using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Disks;

/// <summary>Disks: <c>/v3/storages</c>.</summary>
internal sealed class CloudDisks(CloudRequests requests, CloudPages pages, CloudCatalogue catalogue, CostQuestion costs) : IDisks
{
    private const string Path = "v3/storages";

    public async Task ListAsync(Action<Disk> output, CancellationToken cancellationToken)
    {
        var prices = await TryPricesAsync(cancellationToken);
        var query = new Query(Path).AddList("excludeStatus", ["removed"]).Add("sort", "createdAt").Add("order", "asc");
        await foreach (var page in pages.ReadAsync(query, CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken))
        {
            foreach (var disk in page)
            {
                output(ToModel(disk, prices));
            }
        }
    }

    public async Task<IReadOnlyList<Disk>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var prices = await TryPricesAsync(cancellationToken);
        IReadOnlyList<StorageWire> found = ids.Count == 1
            ? await ReadAsync(ids[0], cancellationToken)
            : await pages.FindAsync(Path, ids, CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken);
        return [.. found.Select(disk => ToModel(disk, prices))];
    }

    public Task<decimal?> PriceAsync(string cluster, long sizeGB, bool replicated, CancellationToken cancellationToken) =>
        costs.OfDiskAsync(cluster, sizeGB, replicated, cancellationToken);

    public async Task<Disk> CreateAsync(DiskOrder order, string key, CancellationToken cancellationToken)
    {
        var body = new CreateStorageWire
        {
            ClusterId = order.Cluster,
            Name = order.Name,
            StorageType = DiskPlan.Type,
            VolumeGb = order.SizeGB,
            Replicated = order.Replicated,
            Source = order.Image is null ? null : new SourceWire { Type = "catalog", ImageId = order.Image },
        };
        var change = Change.Post(Path, body, CloudJson.Default.CreateStorageWire) with { IdempotencyKey = key };
        return await SendAsync(change, cancellationToken);
    }

    public Task<Disk> ChangeAsync(Disk disk, string? name, long? sizeGB, CancellationToken cancellationToken)
    {
        // What belongs to a draft is changed through the draft.
        var path = disk is { Status: CloudVmStatus.Draft, VmId: { } vmId } ? PathIn(vmId, disk.Id) : PathOf(disk.Id);
        var body = new ChangeStorageWire { Name = name, VolumeGb = sizeGB };
        return SendAsync(Change.Patch(path, body, CloudJson.Default.ChangeStorageWire), cancellationToken);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => requests.DeleteAsync(PathOf(id), cancellationToken);

    public Task MountAsync(string id, string vmId, CancellationToken cancellationToken) =>
        requests.SendAsync(Change.Post($"{CloudVms.PathOf(vmId)}/storages", id, CloudJson.Default.String), cancellationToken);

    public Task MountAsBootAsync(string id, string draftId, CancellationToken cancellationToken) =>
        requests.SendAsync(Change.Post($"{CloudVms.PathOf(draftId)}/boot-disk", id, CloudJson.Default.String), cancellationToken);

    public Task DismountAsync(string id, string vmId, CancellationToken cancellationToken) =>
        requests.DeleteAsync(PathIn(vmId, id), cancellationToken);

    private static string PathIn(string vmId, string id) => $"{CloudVms.PathOf(vmId)}/storages/{id}";

    private static string PathOf(string id) => $"{Path}/{id}";

    private async Task<StorageWire[]> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return CloudIds.IsId(id) ? [await requests.ReadAsync(PathOf(id), CloudJson.Default.StorageWire, cancellationToken)] : [];
        }
        catch (FluenceApiException exception) when (exception.Status is 404 or 410)
        {
            return [];
        }
    }

    private async Task<Disk> SendAsync(Change change, CancellationToken cancellationToken)
    {
        var disk = await requests.SendAsync(change, CloudJson.Default.StorageWire, cancellationToken);
        return ToModel(disk, await TryPricesAsync(cancellationToken));
    }

    private Task<PriceBook?> TryPricesAsync(CancellationToken cancellationToken) =>
        new Unknowns(requests).TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));

    private static Disk ToModel(StorageWire disk, PriceBook? prices) => new()
    {
        Id = disk.Id ?? string.Empty,
        Name = disk.Name,
        SizeGB = (long?)disk.VolumeGb.Value,
        Type = disk.StorageType,
        Replicated = disk.Replicated,
        Status = disk.Status ?? string.Empty,
        VmId = disk.AttachedVmIds?.FirstOrDefault(),
        Image = disk.ImageId,
        IsBoot = disk.ImageId is not null || disk.BootMode is not null,
        Cluster = disk.ClusterId,
        PricePerHour = prices?.Of(disk),
        Currency = Amounts.Currency,
        CreatedAt = disk.CreatedAt.Value,
    };
}
