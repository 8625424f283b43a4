using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>
/// Reads the prices; what the connection knows already is asked for by its version only, and comes again if it has changed.
/// </summary>
internal sealed class CloudPrices(CloudRequests requests, CloudMemory memory)
{
    public async Task<PriceBook> LoadAsync(CancellationToken cancellationToken)
    {
        var vms = ReadAsync("v3/prices/vm", item => (item.VmTypeId, item.VmTypeId?.VmConfigurationId), cancellationToken);
        var disks = ReadAsync(
            "v3/prices/storage",
            item => (item.StorageTypeId, PriceList.DiskKey(item.StorageTypeId?.StorageType, item.StorageTypeId?.Replicated == true)),
            cancellationToken);
        var addresses = ReadAsync(
            "v3/prices/public-ip",
            item => (item.PublicIpTypeId, item.PublicIpTypeId?.AddressType),
            cancellationToken);
        await Task.WhenAll(vms, disks, addresses);
        return new PriceBook(await vms, await disks, await addresses);
    }

    private async Task<PriceList> ReadAsync(
        string path, Func<PriceItemWire, (PricedTypeWire? Type, string? Key)> read, CancellationToken cancellationToken)
    {
        var known = memory.PricesOf(path);
        using var response = await requests.GetAsync(path, cancellationToken, known is null ? null : [new("If-None-Match", known.Version)]);
        if (response.Status == 304)
        {
            return known?.Prices ?? throw new InvalidResponseException(Messages.AnswerNotModified, response.Method, response.Path);
        }
        var prices = Read(await response.ReadItemsAsync(CloudJson.Default.PriceItemWire, cancellationToken), read);
        memory.Keep(path, response.ETag, prices);
        return prices;
    }

    // A price that can't be read is none: what it is for can't be ordered, and has no price where it is shown.
    private static PriceList Read(IReadOnlyList<PriceItemWire> items, Func<PriceItemWire, (PricedTypeWire? Type, string? Key)> read)
    {
        var prices = new PriceList();
        foreach (var item in items)
        {
            if (read(item) is ({ ClusterId: { } cluster }, { } key) && item.PriceInfo?.PricePerHourPerQty.Value is { } price and >= 0)
            {
                prices.Add(cluster, key, price);
            }
        }
        return prices;
    }
}
