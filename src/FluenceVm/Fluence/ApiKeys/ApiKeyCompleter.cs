using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Completes API keys by their names, or their ids if a name isn't unique, with their ends.</summary>
public sealed class ApiKeyCompleter : PartCompleter<FluenceApiKey>
{
    private protected override PartFinder<FluenceApiKey> Finder => ApiKeyFinder.ApiKeys;

    private protected override string Describe(FluenceApiKey part) =>
        Text.Of(nameof(Messages.ApiKeyToolTip), part.ExpiresAt?.UtcDateTime, part.Permissions);
}
