using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Clusters;

/// <summary>Finds clusters.</summary>
internal static class ClusterFinder
{
    public static PartFinder<Cluster> Clusters => new(Messages.KindCluster, "FluenceCluster");

    /// <summary>The cluster that is meant.</summary>
    public static Task<Cluster> FindAsync(ICloudParts parts, Reference reference, CancellationToken cancellationToken) =>
        Clusters.FindAsync(reference, output => ListAsync(parts, output, cancellationToken));

    private static async Task ListAsync(ICloudParts parts, Action<Cluster> output, CancellationToken cancellationToken)
    {
        foreach (var cluster in await parts.Clusters.ListAsync(cancellationToken))
        {
            output(cluster);
        }
    }
}
