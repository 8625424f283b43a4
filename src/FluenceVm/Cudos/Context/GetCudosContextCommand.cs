using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>The runspace's current connection to Cudos Compute; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "CudosContext")]
[OutputType(typeof(CudosContext))]
public sealed class GetCudosContextCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (RunspaceConnections.Current.Cudos is { } session)
        {
            WriteObject(session);
        }
    }
}
