using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>Clusters with what they have left.</summary>
internal sealed class CloudClusters(CloudRequests requests, CloudCatalogue catalogue, CloudStock stock) : IClusters
{
    public async Task<IReadOnlyList<Cluster>> ListAsync(CancellationToken cancellationToken)
    {
        var places = await catalogue.Places.LoadAsync(cancellationToken);
        return [.. places.ClusterIds
            .Select(id => new Cluster { Id = id, Name = places.NameOf(id), Datacenter = places.Of(id) })
            .OrderBy(cluster => cluster.Name, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<Cluster>> LoadStockAsync(IReadOnlyList<Cluster> clusters, CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var left = await unknowns.TryAsync(
            Messages.PartStock,
            () => clusters.Count == 1 ? stock.LoadAsync(clusters[0].Id, cancellationToken) : stock.LoadAsync(cancellationToken));
        var sizes = await unknowns.TryAsync(Messages.PartSizes, () => catalogue.MapSizesAsync(cancellationToken));
        unknowns.Tell(nameof(Messages.ClusterFactsUnknown));
        return [.. clusters.Select(cluster => WithStock(cluster, left, sizes))];
    }

    private static Cluster WithStock(
        Cluster cluster, IReadOnlyDictionary<string, ClusterStock>? left, IReadOnlyDictionary<string, Size>? sizes)
    {
        ClusterStock? stock = null;
        left?.TryGetValue(cluster.Id, out stock);
        return cluster with
        {
            Configurations = sizes is null || stock is null ? null : SlugsOf(stock, sizes),
            PublicIps = stock?.Addresses,
            LargestDiskGB = stock?.LargestDiskGB,
        };
    }

    // An array: PowerShell can't index the compiler's own lists.
    private static string[] SlugsOf(ClusterStock stock, IReadOnlyDictionary<string, Size> sizes) =>
        [.. sizes.Values.Where(size => stock.Has(size.Id)).Select(size => size.Slug).OrderBy(slug => slug, StringComparer.Ordinal)];
}
