using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Stops running machines. They go on costing: their resources stay theirs. What is not yet on their disks may be lost.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Machine", SupportsShouldProcess = true)]
[OutputType(typeof(Machine))]
public sealed class StopMachineCommand : MachineStateCmdlet
{
    private protected override MachineChange Change => MachineChange.Stop;

    private protected override MachineState Reached => MachineState.Stopped;

    private protected override Prompt Ask(Machine machine, string cost) => Prompt.Of(
        nameof(Messages.StopMachineCaption),
        nameof(Messages.StopMachineQuery),
        nameof(Messages.StopMachineDescription),
        machine,
        cost);
}
