using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Orphans;

/// <summary>Finds what is left over.</summary>
internal static class OrphanFinder
{
    public static PartFinder<Orphan> Orphans => new(
        Messages.KindOrphan, "FluenceOrphan", (client, output, token) => client.ListOrphansAsync(output, token))
    {
        Missing = nameof(Messages.OrphanNotFound),
    };
}
