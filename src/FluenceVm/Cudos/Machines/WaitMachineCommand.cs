using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Waits until machines have a state.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Machine")]
[OutputType(typeof(Machine))]
public sealed class WaitMachineCommand : MachineCmdlet
{
    /// <summary>The state to wait for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MachineStateCompleter))]
    [ValidateNotNullOrEmpty]
    public MachineState State { get; set; } = MachineState.Running;

    /// <summary>How many seconds to wait at the most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 900;

    /// <summary>Seconds between two looks at first; they grow to 15.</summary>
    [Parameter]
    [ValidateRange(0.01, 3600)]
    public double PollSec { get; set; } = 2;

    /// <summary>Writes each machine that has got there, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        // A state that no machine ever has would be waited for in vain. A contract may have more states than are documented.
        if (!MachineStates.Has(State.Value) && machines.All(machine => machine.State != State))
        {
            throw CudosErrors.StateUnknown(State.Value);
        }
        var wait = new StateWait(this, new MachineWaiter(client), State.Value, TimeoutSec, PollSec);
        var result = await wait.WatchAsync([.. machines.Select(machine => machine.Id)], cancellationToken);
        if (PassThru)
        {
            await WriteCurrentAsync(client, result.Reached, cancellationToken);
        }
        result.WriteFailures(this);
    }
}
