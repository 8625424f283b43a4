using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Orphans;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Removes what no VM uses, for good; what is on a disk is lost. Nothing younger than 15 minutes is removed, and nothing that may
/// belong to an order of unknown outcome.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "FluenceOrphan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Orphan))]
public sealed class RemoveFluenceOrphanCommand : ChangePartCmdlet<Orphan>
{
    /// <summary>What is to be removed: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(OrphanCompleter))]
    [Reference(typeof(Orphan), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<Orphan> Finder => OrphanFinder.Orphans;

    private protected override async Task ChangeAsync(IFluenceClient client, Orphan part, CancellationToken cancellationToken)
    {
        var journal = await JournalAsync(cancellationToken);
        if (journal.FindOpenWith(part.Id) is { } order)
        {
            throw CmdletException.OrphanOfOrder(part, order.Key);
        }
        await client.CheckOrphanAsync(part, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.RemoveOrphanCaption),
            nameof(Messages.RemoveOrphanQuery),
            nameof(Messages.RemoveOrphanDescription),
            part,
            VmCost.PerHour(part.PricePerHour, part.Currency));
        if (await ConfirmAsync(prompt))
        {
            await client.RemoveOrphanAsync(part, cancellationToken);
            await PassAsync(client, part, cancellationToken);
        }
    }
}
