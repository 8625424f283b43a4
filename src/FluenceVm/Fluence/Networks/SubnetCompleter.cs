using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Completes subnets by their names, or their ids if a name isn't unique, with their state.</summary>
public sealed class SubnetCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var found = new List<Subnet>();
        await client.Parts.Networks.ListSubnetsAsync(found.Add, cancellationToken);
        return PartCandidates.Of(found, subnet => $"{subnet.Cidr ?? subnet.Cidr6}, {subnet.Status}");
    }
}
