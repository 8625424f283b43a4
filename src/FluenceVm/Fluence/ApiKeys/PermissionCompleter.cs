using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Completes what a key can be allowed: what the account may do.</summary>
public sealed class PermissionCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var permissions = await client.ApiKeys.ListPermissionsAsync(cancellationToken);
        return [.. (permissions ?? []).OrderBy(name => name, StringComparer.Ordinal).Select(name => new Candidate(name, name, name))];
    }
}
