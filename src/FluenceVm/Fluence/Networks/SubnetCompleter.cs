using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Completes subnets by their names, or their ids if a name isn't unique, with their state.</summary>
public sealed class SubnetCompleter : PartCompleter<Subnet>
{
    private protected override PartFinder<Subnet> Finder => SubnetFinder.Subnets;

    private protected override string Describe(Subnet part) => $"{part.Cidr ?? part.Cidr6}, {part.Status}";
}
