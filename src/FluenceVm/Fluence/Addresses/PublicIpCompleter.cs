using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>Completes addresses by their names, or their ids if a name isn't unique, with address and state.</summary>
public sealed class PublicIpCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var addresses = new List<PublicIp>();
        await client.Parts.PublicIps.ListAsync(addresses.Add, cancellationToken);
        return PartCandidates.Of(addresses, address => $"{address.Address}, {address.Status}");
    }
}
