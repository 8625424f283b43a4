using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>Where things are (docs/services/fluence-cloud.md). Errors are those of <see cref="IFluenceClient"/>.</summary>
public interface IClusters
{
    /// <summary>Every cluster, without what is left there.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Cluster>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The same clusters with what is left there, as far as the service tells.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Cluster>> LoadStockAsync(IReadOnlyList<Cluster> clusters, CancellationToken cancellationToken);
}
