using System.Management.Automation;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
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

    /// <summary>
    /// The transfer's key. The same key again, as after a restart, looks up what became of it and sends only what is missing.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OrderKey { get; set; }

    /// <summary>Writes each machine that was handed over, as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(
        CudosClient client, IReadOnlyList<Machine> machines, CancellationToken cancellationToken)
    {
        client.Operations.CheckNewOwner(NewOwner);
        var handed = await ChangeAsync(
            client,
            machines,
            MachineChange.Transfer,
            Ask,
            (machine, run) => client.Operations.TransferAsync(machine, NewOwner, run, cancellationToken),
            cancellationToken);
        if (PassThru)
        {
            await WriteCurrentAsync(client, handed.Select(machine => machine.Id), cancellationToken);
        }
    }

    private protected override string? UserKey => OrderKey;

    private protected override AskedText Asked(MachineChange change) => base.Asked(change).Add("new-owner", NewOwner);

    private Prompt Ask(Machine machine)
    {
        object?[] values = [machine, MachineText.Credit(machine), NewOwner];
        return Prompt.Of(nameof(Messages.SetOwnerCaption), nameof(Messages.SetOwnerQuery), nameof(Messages.SetOwnerDescription), values);
    }
}
