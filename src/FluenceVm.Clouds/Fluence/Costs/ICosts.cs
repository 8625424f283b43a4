using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Costs;

/// <summary>What was spent, and what runs up from now on. Calls throw what those of <see cref="IFluenceClient"/> throw.</summary>
public interface ICosts
{
    /// <summary>Streams what was spent, each row as it arrives.</summary>
    /// <param name="query">Which days, and how they are added up.</param>
    /// <param name="output">Takes each row.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ListChargesAsync(ChargeQuery query, Action<Charge> output, CancellationToken cancellationToken);

    /// <summary>What was spent in all.</summary>
    /// <param name="query">Which days.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidResponseException">The amount isn't readable.</exception>
    Task<Charge> SumChargesAsync(ChargeQuery query, CancellationToken cancellationToken);

    /// <summary>What everything in the account costs from now on, attached or not, and how long the balance lasts.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<RunningCost> MeasureAsync(CancellationToken cancellationToken);
}
