using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>Where clusters are.</summary>
internal sealed class CloudPlaces(CloudRequests requests)
{
    public Task<IReadOnlyList<Datacenter>> ListDatacentersAsync(CancellationToken cancellationToken) =>
        requests.ListAsync("v1/datacenters", CloudJson.Default.Places, CloudMapper.ToModel, cancellationToken);

    public async Task<ClusterMap> LoadAsync(CancellationToken cancellationToken)
    {
        var datacenters = ListDatacentersAsync(cancellationToken);
        var clusters = requests.ListAsync("v1/clusters", CloudJson.Default.Clusters, (wire, _) => wire, cancellationToken);
        await Task.WhenAll(datacenters, clusters);
        return new ClusterMap(await clusters, await datacenters);
    }
}

/// <summary>The datacenter of each cluster.</summary>
internal sealed class ClusterMap
{
    private readonly Dictionary<string, Datacenter> _datacenters = new(StringComparer.OrdinalIgnoreCase);

    public ClusterMap(IReadOnlyList<ClusterWire> clusters, IReadOnlyList<Datacenter> datacenters)
    {
        foreach (var cluster in clusters)
        {
            if (cluster.Id is { } id && datacenters.FirstOrDefault(each => string.Equals(each.Id, cluster.DcId, StringComparison.OrdinalIgnoreCase)) is { } datacenter)
            {
                _datacenters[id] = datacenter;
            }
        }
    }

    public Datacenter? Of(string? clusterId) => clusterId is not null && _datacenters.TryGetValue(clusterId, out var datacenter) ? datacenter : null;
}
