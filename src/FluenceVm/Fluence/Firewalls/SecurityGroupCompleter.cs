using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>Completes security groups by their names, or their ids if a name isn't unique, with what they let in.</summary>
public sealed class SecurityGroupCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        PartCandidates.Of(
            await client.Parts.Firewalls.ListAsync(cancellationToken),
            group => $"{RuleList.Text(group.Ingress)}, {group.Status}");
}
