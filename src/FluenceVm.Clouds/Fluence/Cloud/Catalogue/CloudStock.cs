using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>What the clusters have left. A cluster that the service can't tell about at the moment is missing.</summary>
internal sealed class CloudStock(CloudRequests requests)
{
    public async Task<IReadOnlyDictionary<string, ClusterStock>> LoadAsync(CancellationToken cancellationToken)
    {
        var wire = await requests.ReadAsync("v3/clusters/resources", CloudJson.Default.ResourcesWire, cancellationToken);
        var stock = new Dictionary<string, ClusterStock>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in wire.Resources ?? [])
        {
            if (pair.Value is { } left)
            {
                stock[pair.Key] = new ClusterStock(left);
            }
        }
        return stock;
    }

    /// <summary>What one cluster has left.</summary>
    public async Task<IReadOnlyDictionary<string, ClusterStock>> LoadAsync(string clusterId, CancellationToken cancellationToken)
    {
        var left = await requests.ReadAsync(
            $"v3/clusters/{clusterId}/resources", CloudJson.Default.ClusterResourcesWire, cancellationToken);
        return new Dictionary<string, ClusterStock>(StringComparer.OrdinalIgnoreCase) { [clusterId] = new(left) };
    }
}
