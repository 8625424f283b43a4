using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Waits until VMs have a status. One request per poll asks for all of them.</summary>
[Cmdlet(VerbsLifecycle.Wait, "FluenceVm")]
[OutputType(typeof(Vm))]
public sealed class WaitFluenceVmCommand : VmCmdlet
{
    /// <summary>The status to wait for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VmStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public VmStatus Status { get; set; } = VmStatus.Active;

    /// <summary>How many seconds to wait at the most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Seconds between two requests at first; they grow to 15.</summary>
    [Parameter]
    [ValidateRange(0.01, 3600)]
    public double PollSec { get; set; } = 2;

    /// <summary>Writes each VM that has got there, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        // What no VM has ever had would be waited for until the time is up.
        if (!VmStatus.IsKnown(Status.Value) && !vms.Any(vm => vm.Status == Status))
        {
            throw CmdletException.StateUnknown(Status.Value, VmStatus.Known);
        }
        var wait = new StateWait(this, new VmWaiter(client), Status.Value, TimeoutSec, PollSec);
        var result = await wait.WatchAsync([.. vms.Select(vm => vm.Id)], cancellationToken);
        if (PassThru && result.Reached.Count > 0)
        {
            await WriteCurrentAsync(client, result.Reached, cancellationToken);
        }
        result.WriteFailures(this);
    }
}
