using System.Management.Automation;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>The datacenters of the marketplace.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceDatacenter")]
[OutputType(typeof(Datacenter))]
public sealed class GetFluenceDatacenterCommand : FluenceCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var datacenter in await client.ListDatacentersAsync(cancellationToken))
        {
            Write(datacenter);
        }
    }
}
