using System.Management.Automation;
using FluenceVm.Fluence;

namespace FluenceVm.Cmdlets;

/// <summary>ISO codes of the countries that VMs can be ordered in.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceCountry")]
[OutputType(typeof(string))]
public sealed class GetFluenceCountryCommand : FluenceCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var country in await client.ListCountriesAsync(cancellationToken))
        {
            Write(country);
        }
    }
}
