using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Restarts running machines. What is not yet on their disks may be lost.</summary>
[Cmdlet(VerbsLifecycle.Restart, "Machine", SupportsShouldProcess = true)]
[OutputType(typeof(Machine))]
public sealed class RestartMachineCommand : MachineStateCmdlet
{
    private protected override MachineChange Change => MachineChange.Restart;

    private protected override MachineState Reached => MachineState.Running;

    private protected override Prompt Ask(Machine machine, string cost) => Prompt.Of(
        nameof(Messages.RestartMachineCaption),
        nameof(Messages.RestartMachineQuery),
        nameof(Messages.RestartMachineDescription),
        machine,
        cost);
}
