using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Gives machines up: what is left of their credit comes back, and they are ended. Everything on them is lost.</summary>
[Cmdlet(VerbsCommon.Remove, "Machine", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Machine))]
public sealed class RemoveMachineCommand : MachineCmdlet
{
    /// <summary>Writes each machine that was given up, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        var removed = await ChangeAsync(
            client,
            machines,
            MachineChange.Disown,
            Ask,
            (machine, run) => client.Operations.ChangeAsync(machine, MachineChange.Disown, run, cancellationToken),
            cancellationToken);
        foreach (var machine in removed)
        {
            Report(Text.Of(nameof(Messages.CreditCameBack), machine, MachineText.Credit(machine), machine.Owner));
        }
        if (PassThru)
        {
            await WriteCurrentAsync(client, removed.Select(machine => machine.Id), cancellationToken);
        }
    }

    private static Prompt Ask(Machine machine)
    {
        object?[] values = [machine, machine.State, MachineText.Price(machine.AcudosPerHour), MachineText.Credit(machine), machine.Owner];
        return Prompt.Of(
            nameof(Messages.RemoveMachineCaption),
            nameof(Messages.RemoveMachineQuery),
            nameof(Messages.RemoveMachineDescription),
            values);
    }
}
