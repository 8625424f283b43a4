using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;

namespace FluenceVm.Fluence.Clusters;

/// <summary>Completes clusters by their names, with where they are.</summary>
public sealed class ClusterCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.Parts.Clusters.ListAsync(cancellationToken)).Select(
            cluster => new Candidate(cluster.Name ?? cluster.Id, cluster.ToString(), $"{cluster.Datacenter}"))];
}
