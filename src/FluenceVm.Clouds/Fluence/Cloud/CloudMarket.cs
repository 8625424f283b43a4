using System.Text.Json.Serialization.Metadata;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>What can be ordered, where, and for how much.</summary>
internal sealed class CloudMarket(CloudRequests requests, CloudPlaces places)
{
    private const string Prices = "v1/prices/";
    private static readonly long SecondsPerEpoch = (long)Epoch.Length.TotalSeconds;

    public async Task<IReadOnlyList<MachineType>> ListMachineTypesAsync(CancellationToken cancellationToken)
    {
        var configurations = requests.ListAsync("v1/configurations/virtual_machines", CloudJson.Default.Configurations, ToSize, cancellationToken);
        var prices = ReadVmPricesAsync(cancellationToken);
        var resources = ReadResourcesAsync(cancellationToken);
        var map = places.LoadAsync(cancellationToken);
        await Task.WhenAll(configurations, prices, resources, map);

        var priced = await prices;
        var left = (await resources).ToDictionary(pair => pair.Key, pair => pair.Value.ConfigurationIds, StringComparer.OrdinalIgnoreCase);
        var where = await map;
        return [.. (await configurations).Select(ToMachineType).OrderBy(type => type.CpuCount ?? int.MaxValue).ThenBy(type => type.MemoryGiB)];

        MachineType ToMachineType(Size size)
        {
            // What can be ordered now comes before what is cheaper but sold out.
            var best = priced.Where(price => Same(price.Key.Key, size.Id))
                .Select(price => (price.Key.Cluster, Price: price.Value, Available: left.TryGetValue(price.Key.Cluster, out var ids) && ids.Contains(size.Id)))
                .OrderByDescending(price => price.Available).ThenBy(price => price.Price).Take(1).ToArray();
            return new MachineType
            {
                Id = size.Slug,
                Cloud = Model.Cloud.Fluence,
                CpuCount = CloudMapper.ToInt(size.Cores),
                MemoryGiB = CloudMapper.ToGiB(size.MemoryGB),
                PricePerHour = best.Length > 0 ? best[0].Price : null,
                Currency = CloudMapper.Currency,
                Available = best.Length > 0 && best[0].Available,
                Region = best.Length > 0 ? where.Of(best[0].Cluster)?.CountryCode : null,
            };
        }
    }

    public async Task<IReadOnlyList<Hardware>> ListHardwareAsync(CancellationToken cancellationToken)
    {
        var configurations = requests.ListAsync("v1/configurations/virtual_machines", CloudJson.Default.Configurations, ToSize, cancellationToken);
        var types = ReadStorageTypesAsync(cancellationToken);
        await Task.WhenAll(configurations, types);
        var cpus = (await configurations).SelectMany(size => size.CpuFamilies).Distinct(StringComparer.OrdinalIgnoreCase).Select(CpuFamily.ToHardware);
        var disks = (await types).Select(type => type.StorageType).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(type => new Hardware { Kind = HardwareKind.Storage, Type = type });
        return [.. cpus, .. disks];
    }

    /// <summary>Everything that meets the constraints, the cheapest first.</summary>
    public async Task<IReadOnlyList<Placement>> FindAsync(VmConstraints constraints, CancellationToken cancellationToken)
    {
        PlacementRules.Check(constraints);
        var vmPrices = ReadVmPricesAsync(cancellationToken);
        var storagePrices = ReadPricesAsync("storage", CloudJson.Default.StoragePrices, wire => (wire.StorageTypeId?.ClusterId, Key: PlacementRules.DiskKey(wire.StorageTypeId), wire.PriceInfo), cancellationToken);
        var addressPrices = ReadPricesAsync("public-ip", CloudJson.Default.PublicIpPrices, wire => (wire.PublicIpTypeId?.ClusterId, Key: wire.PublicIpTypeId?.AddressType, wire.PriceInfo), cancellationToken);
        var resources = ReadResourcesAsync(cancellationToken);
        var types = ReadStorageTypesAsync(cancellationToken);
        var map = places.LoadAsync(cancellationToken);
        await Task.WhenAll(vmPrices, storagePrices, addressPrices, resources, types, map);

        var rules = new PlacementRules(constraints, await vmPrices, await storagePrices, await addressPrices, await map, await types);
        return [.. (await resources).SelectMany(pair => rules.Find(pair.Key, pair.Value)).OrderBy(placement => placement.PricePerHour).ThenBy(placement => placement.Size.Cores)];
    }

    /// <summary>The cheapest that meets the constraints.</summary>
    /// <exception cref="ArgumentException">There is none, or it costs more than was allowed.</exception>
    public async Task<Placement> ChooseAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        var found = await FindAsync(constraints, cancellationToken);
        var best = found.Count > 0 ? found[0] : throw Fault.Argument(nameof(Messages.PlaceNotFound));
        return best.PricePerEpoch * count <= (constraints.MaxTotalPricePerEpoch ?? decimal.MaxValue)
            ? best
            : throw Fault.Argument(nameof(Messages.PlaceAboveLimit), best.PricePerEpoch * count, constraints.MaxTotalPricePerEpoch);
    }

    /// <summary>What an order costs, as the service reckons it. It bills by the hour and takes no deposit; an epoch is 24 hours.</summary>
    public async Task<Estimate> EstimateAsync(VmConstraints constraints, int count, CancellationToken cancellationToken)
    {
        VmRules.CheckCount(count);
        var placement = await ChooseAsync(constraints, count, cancellationToken);
        var body = new CostRequestWire { Resources = [.. placement.ToPriced()], Secs = SecondsPerEpoch };
        using var response = await requests.SendAsync(HttpMethod.Post, Prices + "cost", body, CloudJson.Default.CostRequestWire, cancellationToken);
        var faults = requests.ProblemsOf(response);
        faults.Unnamed = nameof(Messages.TheEstimate);
        var cost = faults.Require((await response.ReadObjectAsync(CloudJson.Default.CostWire, cancellationToken)).TotalCost, "totalCost", null);
        faults.ThrowIfAny();
        return new Estimate { TotalPricePerEpoch = cost * count, Count = count, Currency = CloudMapper.Currency };
    }

    private static Size ToSize(SizeWire wire, ReadProblems faults) => new(
        wire.Id ?? string.Empty, wire.Slug ?? wire.Id ?? string.Empty, faults.Take(wire.Vcpu, "vcpu", wire.Id), faults.Take(wire.RamGb, "ramGb", wire.Id), wire.CpuFamilies ?? []);

    private async Task<Dictionary<string, ClusterStock>> ReadResourcesAsync(CancellationToken cancellationToken)
    {
        using var response = await requests.GetAsync("v1/clusters/resources", cancellationToken);
        var wire = await response.ReadObjectAsync(CloudJson.Default.ResourcesWire, cancellationToken);
        var faults = requests.ProblemsOf(response);
        var stock = (wire.Resources ?? []).Where(pair => pair.Value is not null).ToDictionary(
            pair => pair.Key,
            pair => new ClusterStock([.. (pair.Value!.AvailableConfigurations ?? []).OfType<SizeWire>().Select(each => ToSize(each, faults))], pair.Value),
            StringComparer.OrdinalIgnoreCase);
        faults.ThrowIfAny();
        return stock;
    }

    private Task<IReadOnlyList<StorageTypeWire>> ReadStorageTypesAsync(CancellationToken cancellationToken) =>
        requests.ListAsync("v1/storages/types", CloudJson.Default.StorageTypes, (wire, _) => wire, cancellationToken);

    private Task<PriceList> ReadVmPricesAsync(CancellationToken cancellationToken) =>
        ReadPricesAsync("vm", CloudJson.Default.VmPrices, wire => (wire.VmTypeId?.ClusterId, Key: wire.VmTypeId?.VmConfigurationId, wire.PriceInfo), cancellationToken);

    private async Task<PriceList> ReadPricesAsync<T>(
        string kind, JsonTypeInfo<CollectionWire<T>> type, Func<T, (string? Cluster, string? Key, PriceWire? Price)> read, CancellationToken cancellationToken)
        where T : class
    {
        var prices = new PriceList();
        await requests.ListAsync(
            Prices + kind,
            type,
            (wire, faults) =>
            {
                var (cluster, key, price) = read(wire);
                if (cluster is not null && key is not null && faults.Take(price?.PricePerHourPerQty ?? default, "pricePerHourPerQty", key) is { } amount)
                {
                    prices[(cluster, key)] = amount;
                }
                return wire;
            },
            cancellationToken);
        return prices;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
