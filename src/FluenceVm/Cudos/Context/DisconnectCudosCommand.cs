using System.Management.Automation;
using FluenceVm.Cudos.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Ends a connection to Cudos Compute. Machines go on running and costing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Cudos")]
public sealed class DisconnectCudosCommand : PSCmdlet
{
    /// <summary>The connection to end; by default the runspace's current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public CudosContext? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connections = RunspaceConnections.Current;
        var session = Connection is null ? connections.Cudos : Connection as CudosSession;
        session?.Dispose();
        if (ReferenceEquals(session, connections.Cudos))
        {
            connections.Cudos = null;
        }
    }
}
