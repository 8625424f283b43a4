using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>The runspace's current connection to Fluence; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "FluenceContext")]
[OutputType(typeof(FluenceContext))]
public sealed class GetFluenceContextCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (RunspaceConnections.Current.Fluence is { } session)
        {
            WriteObject(session);
        }
    }
}
