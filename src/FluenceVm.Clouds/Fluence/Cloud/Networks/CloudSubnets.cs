using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;

namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>Subnets: <c>/v3/subnets</c>.</summary>
internal sealed class CloudSubnets(CloudPages pages)
{
    public const string Path = "v3/subnets";

    // A dormant one is woken by use (docs/services/fluence-cloud.md, "Networks").
    private static readonly string[] Usable = ["ready", "dormant"];

    public async Task<IReadOnlyList<SubnetWire>> ListUsableAsync(CancellationToken cancellationToken)
    {
        var all = await pages.ListAsync(new Query(Path), CloudJson.Default.SubnetPage, subnet => subnet.Id, cancellationToken);
        return [.. all.Where(subnet => Usable.Contains(subnet.Status))];
    }

    /// <summary>A subnet; null if it isn't there.</summary>
    public async Task<SubnetWire?> FindAsync(string? id, CancellationToken cancellationToken) => id is null ? null
        : (await pages.FindAsync(Path, [id], CloudJson.Default.SubnetPage, subnet => subnet.Id, cancellationToken)).FirstOrDefault();

    /// <summary>The subnet that a VM of a cluster gets if none is named: the default one, else any.</summary>
    public static SubnetWire? DefaultOf(IReadOnlyList<SubnetWire> subnets, string clusterId) => subnets
        .Where(subnet => CloudIds.Same(subnet.ClusterId, clusterId))
        .OrderByDescending(subnet => subnet.IsDefault == true)
        .ThenBy(subnet => subnet.Id, StringComparer.Ordinal)
        .FirstOrDefault();
}
