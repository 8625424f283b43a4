using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Vms;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Deletes VMs, so that they cost nothing from the next epoch on. Everything on them is lost.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceVm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Vm))]
public sealed class RemoveFluenceVmCommand : VmCmdlet
{
    /// <summary>Keeps the boot disks, which go on being billed (generation <c>Cloud</c>).</summary>
    [Parameter]
    public SwitchParameter KeepStorage { get; set; }

    /// <summary>Keeps the public addresses, which go on being billed (generation <c>Cloud</c>).</summary>
    [Parameter]
    public SwitchParameter KeepPublicIp { get; set; }

    /// <summary>Writes each VM that was deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        client.CheckRemoval(RemovalOf([]));
        var confirmed = new Dictionary<string, Vm>(StringComparer.OrdinalIgnoreCase);
        foreach (var vm in vms)
        {
            if (await ConfirmAsync(vm))
            {
                confirmed.Add(vm.Id, vm);
            }
        }
        if (confirmed.Count == 0)
        {
            return;
        }
        var journal = await JournalAsync(cancellationToken);
        var left = new Dictionary<string, Vm>(confirmed, StringComparer.OrdinalIgnoreCase);
        var failures = new List<VmOutcome>();
        var stopped = true;
        try
        {
            await client.RemoveVmsAsync(RemovalOf([.. confirmed.Keys]), journal, Output, cancellationToken);
            stopped = false;
        }
        finally
        {
            foreach (var failure in stopped ? failures : [])
            {
                // It names what is left of the VM.
                NoteIfStopped(failure.Error!.Message);
                left.Remove(failure.Id);
            }
            if (left.Count > 0)
            {
                NoteIfStopped(Text.Of(nameof(Messages.RemovalStopped), string.Join(", ", left.Values)));
            }
        }
        // After everything else: -ErrorAction Stop ends the command at the first of them, and must not end the other removals.
        failures.ForEach(failure => WriteFailure(failure.Error!, confirmed[failure.Id]));

        void Output(VmOutcome outcome)
        {
            Warn(outcome, confirmed[outcome.Id]);
            if (outcome.Error is not null)
            {
                failures.Add(outcome);
                return;
            }
            left.Remove(outcome.Id);
            Tell(confirmed[outcome.Id]);
        }
    }

    private VmRemoval RemovalOf(IReadOnlyList<string> ids) =>
        new() { Ids = ids, KeepStorage = KeepStorage, KeepPublicIp = KeepPublicIp };

    private Task<bool> ConfirmAsync(Vm vm)
    {
        var cost = VmCost.Describe(vm, DateTimeOffset.UtcNow);
        return ConfirmAsync(Prompt.Of(
            nameof(Messages.RemoveVmCaption),
            nameof(Messages.RemoveVmQuery),
            nameof(Messages.RemoveVmDescription),
            vm,
            cost));
    }

    private void Warn(VmOutcome outcome, Vm vm)
    {
        foreach (var still in outcome.StillBilled)
        {
            Warn(Text.Of(nameof(Messages.StillBilled), vm, still, VmCost.PerHour(still.PricePerHour, still.Currency)));
        }
        if (outcome.LeftGroup is { } group)
        {
            Warn(Text.Of(nameof(Messages.GroupLeft), vm, group));
        }
    }

    private void Tell(Vm vm)
    {
        if (vm.ReservedBalance is > 0)
        {
            Report(Text.Of(nameof(Messages.ReserveCameFree), vm, vm.ReservedBalance));
        }
        if (PassThru)
        {
            TryWrite(vm);
        }
    }
}
