using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>
/// Removes what no VM uses, for good; what is on a disk is lost. Nothing younger than 15 minutes is removed, and nothing that may
/// belong to an order of unknown outcome.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "FluenceOrphan", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Orphan))]
public sealed class RemoveFluenceOrphanCommand : FluenceCmdlet
{
    private readonly List<Reference> _references = [];

    /// <summary>What is to be removed: objects of <c>Get-FluenceOrphan</c>, or ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(Orphan), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Writes each that was removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        _references.AddRange(Id);
        return Task.CompletedTask;
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_references.Count == 0)
        {
            return;
        }
        var client = await OpenAsync(cancellationToken);
        var journal = await JournalAsync(cancellationToken);
        var listed = await ListAsync(client, cancellationToken);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in _references.Where(reference => seen.Add(reference.Text)))
        {
            if ((reference.Item as Orphan ?? (listed.TryGetValue(reference.Text, out var found) ? found : null)) is { } orphan)
            {
                await ForItemAsync(orphan, () => RemoveAsync(client, journal, orphan, cancellationToken));
            }
            else
            {
                WriteFailure(CmdletException.OrphanNotFound(reference.Text), reference.Text);
            }
        }
    }

    private async Task<Dictionary<string, Orphan>> ListAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var listed = new Dictionary<string, Orphan>(StringComparer.OrdinalIgnoreCase);
        if (_references.Exists(reference => reference.Item is null))
        {
            await client.ListOrphansAsync(orphan => listed[orphan.Id] = orphan, cancellationToken);
        }
        return listed;
    }

    private async Task RemoveAsync(IFluenceClient client, OperationJournal journal, Orphan orphan, CancellationToken cancellationToken)
    {
        if (journal.FindOpenWith(orphan.Id) is { } order)
        {
            throw CmdletException.OrphanOfOrder(orphan, order.Key);
        }
        var price = VmCost.PerHour(orphan.PricePerHour, orphan.Currency);
        if (!await ConfirmAsync(Prompt.Of(
            nameof(Messages.RemoveOrphanCaption),
            nameof(Messages.RemoveOrphanQuery),
            nameof(Messages.RemoveOrphanDescription),
            orphan,
            price)))
        {
            return;
        }
        await client.RemoveOrphanAsync(orphan, cancellationToken);
        if (PassThru)
        {
            Write(orphan);
        }
    }
}
