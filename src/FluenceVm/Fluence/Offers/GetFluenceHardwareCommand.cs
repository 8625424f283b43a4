using System.Management.Automation;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>The kinds of CPU, memory and disk that can be asked for.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceHardware")]
[OutputType(typeof(Hardware))]
public sealed class GetFluenceHardwareCommand : FluenceCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var client = await OpenAsync(cancellationToken);
        foreach (var hardware in await client.ListHardwareAsync(cancellationToken))
        {
            Write(hardware);
        }
    }
}
