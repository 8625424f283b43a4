using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the registered accounts. Nothing is sent, and no key is read.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceAccount")]
[OutputType(typeof(FluenceAccount))]
public sealed class GetFluenceAccountCommand : AsyncCmdlet
{
    private readonly List<string> _names = [];

    /// <summary>Names; wildcards are allowed. Or objects through the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [Reference(typeof(FluenceAccount), By = "Name", Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Name { get; set; } = [];

    private protected override bool TryKeep()
    {
        _names.AddRange(Name.Select(reference => reference.Text));
        return true;
    }

    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        // An empty pipeline asks for nothing; without this it would ask for everything.
        if (MyInvocation.ExpectingInput && _names.Count == 0)
        {
            return Task.CompletedTask;
        }
        var names = new NameFilter(_names);
        var accounts = new AccountBook().All();
        foreach (var account in accounts.Where(account => names.Matches(account.Name)))
        {
            Write(account);
        }
        foreach (var missing in names.UnmetLiterals)
        {
            WriteFailure(AccountErrors.NotFound(missing, accounts), missing);
        }
        return Task.CompletedTask;
    }
}
