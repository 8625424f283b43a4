using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>Where clusters are.</summary>
internal sealed class CloudPlaces(CloudRequests requests)
{
    private const string Datacenters = "v3/datacenters";

    public async Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken)
    {
        var faults = requests.ProblemsOf(Datacenters);
        Datacenter[] found = [.. (await requests.ListAsync(Datacenters, CloudJson.Default.PlaceWire, cancellationToken)).Select(
            wire => ToModel(wire, faults))];
        faults.ThrowIfAny();
        return found;
    }

    public async Task<ClusterMap> LoadAsync(CancellationToken cancellationToken)
    {
        var datacenters = ListDatacentersAsync(cancellationToken);
        var clusters = requests.ListAsync("v3/clusters", CloudJson.Default.ClusterWire, cancellationToken);
        await Task.WhenAll(datacenters, clusters);
        return new ClusterMap(await clusters, await datacenters);
    }

    private static Datacenter ToModel(PlaceWire wire, ReadProblems faults) => new()
    {
        Id = wire.Id,
        CountryCode = wire.CountryCode,
        CityCode = wire.CityCode,
        CityIndex = Amounts.ToInt(faults.Take(wire.Index, "index", wire.Id)),
        Tier = Amounts.ToInt(faults.Take(wire.Tier, "tier", wire.Id)),
        Certifications = wire.Certifications ?? [],
    };
}
