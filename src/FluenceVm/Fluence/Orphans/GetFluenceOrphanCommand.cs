using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Orphans;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Lists what no VM uses: disks and addresses, which are billed, and this module's own security groups and forgotten drafts, which
/// aren't.
/// </summary>
[Cmdlet(VerbsCommon.Get, "FluenceOrphan")]
[OutputType(typeof(Orphan))]
public sealed class GetFluenceOrphanCommand : GetPartCmdlet<Orphan>
{
    /// <summary>Names, ids or objects; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(OrphanCompleter))]
    [Reference(typeof(Orphan), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<Orphan> Finder => OrphanFinder.Orphans;
}
