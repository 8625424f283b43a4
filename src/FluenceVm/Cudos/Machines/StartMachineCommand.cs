using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Starts stopped machines. They cost the same while they are stopped.</summary>
[Cmdlet(VerbsLifecycle.Start, "Machine", SupportsShouldProcess = true)]
[OutputType(typeof(Machine))]
public sealed class StartMachineCommand : MachineStateCmdlet
{
    private protected override MachineChange Change => MachineChange.Start;

    private protected override MachineState Reached => MachineState.Running;

    private protected override (string Description, string Query, string Caption) Ask(Machine machine, string cost) => (
        Text.Of(nameof(Messages.StartMachineDescription), machine, cost),
        Text.Of(nameof(Messages.StartMachineQuery), machine, cost),
        Messages.StartMachineCaption);
}
