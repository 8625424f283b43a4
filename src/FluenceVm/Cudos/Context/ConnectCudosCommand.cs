using System.Management.Automation;
using FluenceVm.Cudos.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Connects this runspace to Cudos Compute through chain nodes, or to an emulator that costs nothing.</summary>
[Cmdlet(VerbsCommunications.Connect, "Cudos", DefaultParameterSetName = ServiceSet)]
[OutputType(typeof(CudosContext))]
public sealed class ConnectCudosCommand : CudosTargetCmdlet
{
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var options = Emulator
            ? CudosConnector.ToEmulator(Connections.Embedded, Owner)
            : await CudosConnector.ToNodesAsync(Wishes() with { NodeCommand = await ProgramAsync() }, cancellationToken);
        var session = CudosConnector.Open(options);
        try
        {
            // A read, so a wrong node or contract shows here and not in the middle of a runbook.
            await session.Open(report => Report(report.ToString()), _ => { }).ListImagesAsync(_ => { }, cancellationToken);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        Connections.Cudos = session;
        Write(session);
    }
}
