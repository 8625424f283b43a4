using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Completes API keys by their names, or their ids if a name isn't unique, with their ends.</summary>
public sealed class ApiKeyCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var keys = new List<FluenceApiKey>();
        await client.ApiKeys.ListAsync(keys.Add, cancellationToken);
        return PartCandidates.Of(keys, key => Text.Of(nameof(Messages.ApiKeyToolTip), key.ExpiresAt?.UtcDateTime, key.Permissions));
    }
}
