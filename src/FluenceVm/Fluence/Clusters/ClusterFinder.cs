using FluenceVm.Clouds.Fluence;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Clusters;

/// <summary>Finds clusters.</summary>
internal static class ClusterFinder
{
    public static PartFinder<Cluster> Clusters => new(Messages.KindCluster, "FluenceCluster", ListAsync);

    private static async Task ListAsync(IFluenceClient client, Action<Cluster> output, CancellationToken cancellationToken)
    {
        foreach (var cluster in await client.Parts.Clusters.ListAsync(cancellationToken))
        {
            output(cluster);
        }
    }
}
