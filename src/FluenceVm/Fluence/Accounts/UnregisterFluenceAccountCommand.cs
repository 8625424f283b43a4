using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Forgets registered accounts. Their keys stay where they are, and what runs goes on running.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "FluenceAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FluenceAccount))]
public sealed class UnregisterFluenceAccountCommand : AsyncCmdlet
{
    /// <summary>The accounts: names, or objects through the pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [Reference(typeof(FluenceAccount), By = "Name", Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Name { get; set; } = [];

    /// <summary>Writes each account that was forgotten.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForEachItemAsync(Name.Select(reference => reference.Text), name => RemoveAsync(name, cancellationToken));

    private async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var book = new AccountBook();
        var account = book.Find(name) ?? throw AccountErrors.NotFound(name, book.All());
        if (await ConfirmAsync(Prompt.Of(
            nameof(Messages.UnregisterAccountCaption),
            nameof(Messages.UnregisterAccountQuery),
            nameof(Messages.UnregisterAccountDescription),
            account)))
        {
            await book.RemoveAsync(account.Name, cancellationToken);
            if (PassThru)
            {
                Write(account);
            }
        }
    }
}
