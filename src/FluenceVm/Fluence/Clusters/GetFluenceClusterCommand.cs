using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the clusters, where VMs, disks and addresses are, with what is left there (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceCluster")]
[OutputType(typeof(Cluster))]
public sealed class GetFluenceClusterCommand : GetPartCmdlet<Cluster>
{
    /// <summary>Names, ids or clusters; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    /// <summary>ISO country codes; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Country { get; set; } = [];

    private protected override PartFinder<Cluster> Finder => ClusterFinder.Clusters;

    private protected override async Task ListAsync(IFluenceClient client, Action<Cluster> output, CancellationToken cancellationToken)
    {
        var named = new NameFilter([.. Id.Select(reference => reference.Text)]);
        var all = await client.Parts.Clusters.ListAsync(cancellationToken);
        Cluster[] wanted = [.. all.Where(cluster => Matches(cluster) && named.MatchesAny(cluster.Id, cluster.Name))];
        foreach (var cluster in await client.Parts.Clusters.LoadStockAsync(wanted, cancellationToken))
        {
            output(cluster);
        }
    }

    private protected override bool Matches(Cluster part) => new NameFilter(Country).Matches(part.Country);
}
