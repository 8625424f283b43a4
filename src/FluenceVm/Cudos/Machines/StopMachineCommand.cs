using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Stops running machines. They go on costing: their resources stay theirs. What is not yet on their disks may be lost.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Machine", SupportsShouldProcess = true)]
[OutputType(typeof(Machine))]
public sealed class StopMachineCommand : MachineStateCmdlet
{
    private protected override MachineChange Change => MachineChange.Stop;

    private protected override MachineState Reached => MachineState.Stopped;

    private protected override (string Description, string Query, string Caption) Ask(Machine machine, string cost) => (
        Text.Of(nameof(Messages.StopMachineDescription), machine, cost),
        Text.Of(nameof(Messages.StopMachineQuery), machine, cost),
        Messages.StopMachineCaption);
}
