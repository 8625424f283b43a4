using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Connects this runspace to Fluence, or to an emulator that costs nothing.</summary>
[Cmdlet(VerbsCommunications.Connect, "Fluence", DefaultParameterSetName = ServiceSet)]
[OutputType(typeof(FluenceContext))]
public sealed class ConnectFluenceCommand : FluenceTargetCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var session = FluenceConnector.Open(await TargetAsync());
        try
        {
            // These are reads, so a wrong key or address shows here and not in the middle of a runbook.
            await session.OpenAsync(report => Report(report.ToString()), this.Tell, Warn, cancellationToken);
            await session.IntroduceAsync(cancellationToken);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        Connections.Fluence = session;
        Write(session);
    }
}
