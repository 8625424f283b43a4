using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Accounts;
using FluenceVm.Engine;
using FluenceVm.Fluence.Accounts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the registered accounts. Nothing is sent, and no key is read.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceAccount")]
[OutputType(typeof(FluenceAccount))]
public sealed class GetFluenceAccountCommand : AsyncCmdlet
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AccountCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        var names = new NameFilter(Name);
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
