using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Orphans;

/// <summary>Completes what is left over by its name, or its id if a name isn't unique, with its kind and price.</summary>
public sealed class OrphanCompleter : PartCompleter<Orphan>
{
    private protected override PartFinder<Orphan> Finder => OrphanFinder.Orphans;

    private protected override string Describe(Orphan part) => $"{part.Type}, {VmCost.PerHour(part.PricePerHour, part.Currency)}";
}
