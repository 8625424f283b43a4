using System.Management.Automation;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Ends a connection to Fluence. VMs go on running and costing.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Fluence")]
public sealed class DisconnectFluenceCommand : PSCmdlet
{
    /// <summary>The connection to end; by default the runspace's current one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public FluenceContext? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var connections = RunspaceConnections.Current;
        var session = Connection is null ? connections.Fluence : Connection as FluenceSession;
        session?.Dispose();
        if (ReferenceEquals(session, connections.Fluence))
        {
            connections.Fluence = null;
        }
    }
}
