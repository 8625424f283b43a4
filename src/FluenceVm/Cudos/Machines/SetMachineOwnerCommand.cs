using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Cudos.Machines;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Hands machines and their credit to another owner, who alone can do anything with them afterwards.</summary>
[Cmdlet(VerbsCommon.Set, "MachineOwner", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Machine))]
public sealed class SetMachineOwnerCommand : MachineCmdlet
{
    /// <summary>The new owner's address, on the same chain.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string NewOwner { get; set; } = string.Empty;

    /// <summary>Writes each machine that was handed over, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        client.CheckNewOwner(NewOwner);
        var handed = await ChangeAsync(
            machines,
            MachineChange.Transfer,
            Ask,
            machine => client.TransferAsync(machine, NewOwner, cancellationToken));
        if (PassThru)
        {
            await WriteCurrentAsync(client, handed.Select(machine => machine.Id), cancellationToken);
        }
    }

    private Prompt Ask(Machine machine)
    {
        object?[] values = [machine, MachineText.Credit(machine), NewOwner];
        return Prompt.Of(nameof(Messages.SetOwnerCaption), nameof(Messages.SetOwnerQuery), nameof(Messages.SetOwnerDescription), values);
    }
}
