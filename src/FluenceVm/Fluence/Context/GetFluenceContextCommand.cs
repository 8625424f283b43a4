using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>The runspace's current connection to Fluence; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceContext")]
[OutputType(typeof(FluenceContext), typeof(FluenceDiagnostics))]
public sealed class GetFluenceContextCommand : PSCmdlet
{
    /// <summary>What somebody who helps needs to know instead, without anything secret. It needs no connection.</summary>
    [Parameter]
    public SwitchParameter Diagnostics { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var session = RunspaceConnections.Current.Fluence;
        if (Diagnostics)
        {
            WriteObject(Fluence.Context.Diagnostics.Of(session, SessionState.PSVariable));
        }
        else if (session is not null)
        {
            WriteObject(session);
        }
    }
}
