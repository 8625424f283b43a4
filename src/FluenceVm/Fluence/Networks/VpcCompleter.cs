using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Completes VPCs by their names, or their ids if a name isn't unique, with their state.</summary>
public sealed class VpcCompleter : PartCompleter<Vpc>
{
    private protected override PartFinder<Vpc> Finder => VpcFinder.Vpcs;

    private protected override string Describe(Vpc part) => part.Status;
}
