using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Addresses;

/// <summary>Public addresses: <c>/v3/public-ips</c>, and the interfaces of VMs that have them.</summary>
internal sealed class CloudPublicIps(
    CloudRequests requests, CloudPages pages, CloudCatalogue catalogue, CostQuestion costs, CloudVms vms, VmChanges changes) : IPublicIps
{
    private const string Path = CloudAddresses.Path;

    public async Task ListAsync(Action<PublicIp> output, CancellationToken cancellationToken)
    {
        var prices = await TryPricesAsync(cancellationToken);
        var query = new Query(Path).AddList("excludeStatus", ["removed"]).Add("sort", "createdAt").Add("order", "asc");
        await foreach (var page in pages.ReadAsync(query, CloudJson.Default.PublicIpPage, address => address.Id, cancellationToken))
        {
            foreach (var address in page)
            {
                output(ToModel(address, prices));
            }
        }
    }

    public async Task<IReadOnlyList<PublicIp>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var prices = await TryPricesAsync(cancellationToken);
        var found = await pages.FindAsync(Path, ids, CloudJson.Default.PublicIpPage, address => address.Id, cancellationToken);
        return [.. found.Select(address => ToModel(address, prices))];
    }

    public Task<decimal?> PriceAsync(string cluster, CancellationToken cancellationToken) =>
        costs.OfAddressAsync(cluster, cancellationToken);

    public async Task<PublicIp> CreateAsync(string cluster, string name, string key, CancellationToken cancellationToken)
    {
        var body = new CreatePublicIpWire { ClusterId = cluster, Name = name, AddressType = DiskPlan.AddressType };
        var change = Change.Post(Path, body, CloudJson.Default.CreatePublicIpWire) with { IdempotencyKey = key };
        var made = await requests.SendAsync(change, CloudJson.Default.PublicIpWire, cancellationToken);
        return ToModel(made, await TryPricesAsync(cancellationToken));
    }

    public Task RenameAsync(string id, string name, CancellationToken cancellationToken) =>
        requests.SendAsync(Change.Patch(PathOf(id), new RenameWire { Name = name }, CloudJson.Default.RenameWire), cancellationToken);

    public Task AttachAsync(string id, string vmId, CancellationToken cancellationToken)
    {
        var body = new AddInterfaceWire { Kind = new AddedKindWire { Public = new AddedPublicWire { PublicIp = id } } };
        var change = Change.Post(CloudVms.PathOf(vmId) + "/interfaces", body, CloudJson.Default.AddInterfaceWire);
        return requests.SendAsync(change, cancellationToken);
    }

    public async Task DetachAsync(string id, string vmId, CancellationToken cancellationToken)
    {
        if (await FindInterfaceAsync(id, vmId, cancellationToken) is { Id: { } interfaceId })
        {
            await requests.DeleteAsync($"{CloudVms.PathOf(vmId)}/interfaces/{interfaceId}", cancellationToken);
        }
    }

    public async Task MakeDefaultAsync(string id, string vmId, CancellationToken cancellationToken)
    {
        if (await FindInterfaceAsync(id, vmId, cancellationToken) is { Id: { } interfaceId, Default: not true })
        {
            await requests.SendAsync(Change.Post($"{CloudVms.PathOf(vmId)}/interfaces/{interfaceId}/default"), cancellationToken);
        }
    }

    public async Task RestartAsync(string vmId, CancellationToken cancellationToken)
    {
        var start = requests.Time.GetTimestamp();
        await WaitUntilRunningAsync(vmId, start, cancellationToken);
        await changes.RestartAsync(vmId, soft: false, cancellationToken);
        await WaitUntilRunningAsync(vmId, start, cancellationToken);
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => requests.DeleteAsync(PathOf(id), cancellationToken);

    private async Task<InterfaceWire?> FindInterfaceAsync(string id, string vmId, CancellationToken cancellationToken) =>
        (await vms.ListInterfacesAsync(vmId, cancellationToken)).FirstOrDefault(each => CloudIds.Same(each.PublicIpId, id));

    private static string PathOf(string id) => $"{Path}/{id}";

    private async Task WaitUntilRunningAsync(string vmId, long start, CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = (await vms.GetAsync(vmId, cancellationToken))?.Status;
            if (status == CloudVmStatus.Launched)
            {
                return;
            }
            if (!CloudVmStatus.IsOnTheWay(status))
            {
                throw Fault.State(nameof(Messages.VmNotRestarted), vmId, status);
            }
            if (requests.Time.GetElapsedTime(start) > Guesses.LongestMaterializing)
            {
                throw new TimeoutException(Text.Of(nameof(Messages.VmNotRestarted), vmId, status));
            }
            await requests.Time.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private Task<PriceBook?> TryPricesAsync(CancellationToken cancellationToken) =>
        new Unknowns(requests).TryAsync(Messages.PartPrices, () => catalogue.Prices.LoadAsync(cancellationToken));

    private static PublicIp ToModel(PublicIpWire address, PriceBook? prices) => new()
    {
        Id = address.Id ?? string.Empty,
        Name = address.Name,
        Address = address.Address,
        Status = address.Status ?? string.Empty,
        Failure = address.FailureReason,
        VmId = address.VmId,
        Cluster = address.ClusterId,
        PricePerHour = prices?.Of(address),
        Currency = Amounts.Currency,
        PaidUntil = address.PaidUntil.Value,
        CreatedAt = address.CreatedAt.Value,
    };
}
