using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Starts stopped machines. They cost the same while they are stopped.</summary>
[Cmdlet(VerbsLifecycle.Start, "Machine", SupportsShouldProcess = true)]
[OutputType(typeof(Machine))]
public sealed class StartMachineCommand : MachineStateCmdlet
{
    private protected override MachineChange Change => MachineChange.Start;

    private protected override MachineState Reached => MachineState.Running;

    private protected override Prompt Ask(Machine machine, string cost) => Prompt.Of(
        nameof(Messages.StartMachineCaption),
        nameof(Messages.StartMachineQuery),
        nameof(Messages.StartMachineDescription),
        machine,
        cost);
}
