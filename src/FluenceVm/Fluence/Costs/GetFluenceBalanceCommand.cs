using System.Management.Automation;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>What the account holds.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceBalance")]
[OutputType(typeof(Balance))]
public sealed class GetFluenceBalanceCommand : FluenceCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var balance in await client.ListBalancesAsync(cancellationToken))
        {
            Write(balance);
        }
    }
}
