using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
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
    public Reference[] Id { get; set; } = [];

    private protected override IEnumerable<Reference> Named => Id;

    private protected override Task ListAsync(IFluenceClient client, Action<Orphan> output, CancellationToken cancellationToken) =>
        client.ListOrphansAsync(output, cancellationToken);

    private protected override CmdletException NotFound(string text) => OrphanFinder.Orphans.NotFound(text);
}
