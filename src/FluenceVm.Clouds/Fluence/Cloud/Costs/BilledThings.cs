using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Removals;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Costs;

/// <summary>
/// Every VM, disk and address of the account with its own price. What is on its way out is free; what failed is counted, because nobody
/// says that it isn't billed.
/// </summary>
internal sealed class BilledThings(CloudPages pages, CloudCatalogue catalogue, CloudVms vms)
{
    private static readonly string[] Gone = ["removing", "removed"];

    public async Task<IReadOnlyList<BilledItem>> ListAsync(Unknowns unknowns, CancellationToken cancellationToken)
    {
        var prices = unknowns.TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));
        var disks = pages.ListAsync(LivingOf(CloudOrphans.Disks), CloudJson.Default.StoragePage, disk => disk.Id, cancellationToken);
        var addresses = pages.ListAsync(
            LivingOf(CloudAddresses.Path), CloudJson.Default.PublicIpPage, address => address.Id, cancellationToken);
        var found = await ListVmsAsync(cancellationToken);
        await Task.WhenAll(prices, disks, addresses);
        var book = await prices;
        return
        [
            .. found.Select(vm => ToItem(vm, book)),
            .. (await disks).Select(disk => ToItem(disk, book)),
            .. (await addresses).Select(address => ToItem(address, book)),
        ];
    }

    private static Query LivingOf(string path) =>
        new Query(path).AddList("excludeStatus", Gone).Add("sort", "createdAt").Add("order", "asc");

    private async Task<List<CloudVmWire>> ListVmsAsync(CancellationToken cancellationToken)
    {
        var found = new List<CloudVmWire>();
        await foreach (var page in vms.ReadAsync(VmFilter.All, cancellationToken))
        {
            found.AddRange(page.Where(vm => vm.Status is not (CloudVmStatus.Terminating or CloudVmStatus.Terminated)));
        }
        return found;
    }

    private static BilledItem ToItem(CloudVmWire vm, PriceBook? prices) => new()
    {
        Type = BilledType.Vm,
        Id = vm.Id ?? string.Empty,
        Name = vm.Name,
        Status = vm.Status,
        PricePerHour = CloudVmStatus.IsFree(vm.Status) ? 0 : prices?.Vm(vm.ClusterId, vm.ConfigurationId),
        Currency = Amounts.Currency,
    };

    private static BilledItem ToItem(StorageWire disk, PriceBook? prices) => new()
    {
        Type = BilledType.Storage,
        Id = disk.Id ?? string.Empty,
        Name = disk.Name,
        Status = disk.Status,
        VmId = disk.AttachedVmIds?.FirstOrDefault(),
        PricePerHour = disk.Status == CloudVmStatus.Draft ? 0 : prices?.Of(disk),
        Currency = Amounts.Currency,
    };

    private static BilledItem ToItem(PublicIpWire address, PriceBook? prices) => new()
    {
        Type = BilledType.PublicIp,
        Id = address.Id ?? string.Empty,
        Name = address.Name ?? address.Address,
        Status = address.Status,
        VmId = address.VmId,
        PricePerHour = address.Status == CloudVmStatus.Draft ? 0 : prices?.Of(address),
        Currency = Amounts.Currency,
    };
}
