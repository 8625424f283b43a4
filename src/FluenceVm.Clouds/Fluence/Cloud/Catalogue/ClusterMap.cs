using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>The clusters, and the datacenter of each.</summary>
internal sealed class ClusterMap
{
    private readonly Dictionary<string, Datacenter> _datacenters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _names = new(StringComparer.OrdinalIgnoreCase);

    public ClusterMap(IReadOnlyList<ClusterWire> clusters, IReadOnlyList<Datacenter> datacenters)
    {
        foreach (var cluster in clusters.Where(cluster => cluster.Id is not null))
        {
            _names[cluster.Id!] = cluster.Name;
            if (datacenters.FirstOrDefault(
                each => string.Equals(each.Id, cluster.DcId, StringComparison.OrdinalIgnoreCase)) is { } datacenter)
            {
                _datacenters[cluster.Id!] = datacenter;
            }
        }
    }

    public IEnumerable<string> ClusterIds => _names.Keys;

    public Datacenter? Of(string? clusterId) =>
        clusterId is not null && _datacenters.TryGetValue(clusterId, out var datacenter) ? datacenter : null;

    /// <summary>The cluster's name, or its id if it has none.</summary>
    public string? NameOf(string? clusterId) =>
        clusterId is not null && _names.TryGetValue(clusterId, out var name) ? name ?? clusterId : clusterId;
}
