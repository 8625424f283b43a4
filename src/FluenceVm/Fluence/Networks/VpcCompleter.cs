using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Completes VPCs by their names, or their ids if a name isn't unique, with their state.</summary>
public sealed class VpcCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var found = new List<Vpc>();
        await client.Parts.Networks.ListVpcsAsync(found.Add, cancellationToken);
        return PartCandidates.Of(found, vpc => vpc.Status);
    }
}
