using FluenceVm.Clouds.Fluence.CloudNext.Requests;
using FluenceVm.Clouds.Fluence.CloudNext.Wire;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.CloudNext.Catalogue;

/// <summary>What the clusters have left. A cluster that the service can't tell about at the moment is missing.</summary>
internal sealed class CloudStock(CloudRequests requests)
{
    public async Task<IReadOnlyDictionary<string, ClusterStock>> LoadAsync(CancellationToken cancellationToken)
    {
        var wire = await requests.ReadAsync("v3/clusters/resources", NextJson.Default.ResourcesWire, cancellationToken);
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
}
