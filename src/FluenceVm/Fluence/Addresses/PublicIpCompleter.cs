using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>Completes addresses by their names, or their ids if a name isn't unique, with address and state.</summary>
public sealed class PublicIpCompleter : PartCompleter<PublicIp>
{
    private protected override PartFinder<PublicIp> Finder => PublicIpFinder.PublicIps;

    private protected override string Describe(PublicIp part) => $"{part.Address}, {part.Status}";
}
