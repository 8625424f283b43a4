using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Orphans;

/// <summary>Completes what is left over by its name, or its id if a name isn't unique, with its kind and price.</summary>
public sealed class OrphanCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var orphans = new List<Orphan>();
        await client.ListOrphansAsync(orphans.Add, cancellationToken);
        return PartCandidates.Of(orphans, orphan => $"{orphan.Type}, {VmCost.PerHour(orphan.PricePerHour, orphan.Currency)}");
    }
}
