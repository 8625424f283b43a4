using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Clusters;

/// <summary>Refuses what a cluster has no room for, as far as the service says what is left. Reads alone.</summary>
internal static class ClusterRoom
{
    /// <summary>Refuses a disk that is too large, or that would grow too much.</summary>
    /// <param name="parts">Reads what is left.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="addedGB">How much more it has to hold.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task CheckDiskAsync(ICloudParts parts, Cluster cluster, long addedGB, CancellationToken cancellationToken)
    {
        if (await LoadAsync(parts, cluster, cancellationToken) is { LargestDiskGB: { } largest } && addedGB > largest)
        {
            throw CmdletException.Of(
                nameof(Messages.DiskWithoutRoom), ErrorCategory.ResourceUnavailable, cluster, cluster, largest, addedGB);
        }
    }

    /// <summary>Refuses an address if none is left.</summary>
    /// <param name="parts">Reads what is left.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task CheckAddressAsync(ICloudParts parts, Cluster cluster, CancellationToken cancellationToken)
    {
        if (await LoadAsync(parts, cluster, cancellationToken) is { PublicIps: 0 })
        {
            throw CmdletException.Of(nameof(Messages.AddressWithoutRoom), ErrorCategory.ResourceUnavailable, cluster, cluster);
        }
    }

    private static async Task<Cluster> LoadAsync(ICloudParts parts, Cluster cluster, CancellationToken cancellationToken) =>
        (await parts.Clusters.LoadStockAsync([cluster], cancellationToken))[0];
}
