using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Finds API keys.</summary>
internal static class ApiKeyFinder
{
    public static PartFinder<FluenceApiKey> ApiKeys => new(
        Messages.KindApiKey, "FluenceApiKey", (client, output, token) => client.ApiKeys.ListAsync(output, token));
}
