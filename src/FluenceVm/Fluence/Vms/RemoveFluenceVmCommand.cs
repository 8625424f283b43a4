using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Vms;
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
        var confirmed = new Dictionary<string, Vm>(StringComparer.OrdinalIgnoreCase);
        foreach (var vm in vms)
        {
            var cost = VmCost.Describe(vm, DateTimeOffset.UtcNow);
            if (await ConfirmAsync(Text.Of(nameof(Messages.RemoveVmDescription), vm, cost), Text.Of(nameof(Messages.RemoveVmQuery), vm, cost), Messages.RemoveVmCaption).ConfigureAwait(false))
            {
                confirmed.Add(vm.Id, vm);
            }
        }
        if (confirmed.Count > 0)
        {
            await client.RemoveVmsAsync(new VmRemoval { Ids = [.. confirmed.Keys], KeepStorage = KeepStorage, KeepPublicIp = KeepPublicIp }, Output, cancellationToken).ConfigureAwait(false);
        }

        void Output(VmOutcome outcome)
        {
            var vm = confirmed[outcome.Id];
            if (outcome.Error is { } error)
            {
                WriteFailure(error, vm);
            }
            else
            {
                if (vm.ReservedBalance is > 0)
                {
                    Report(Text.Of(nameof(Messages.ReserveCameFree), vm, vm.ReservedBalance));
                }
                foreach (var left in outcome.StillBilled)
                {
                    Warn(Text.Of(nameof(Messages.StillBilled), vm, left, VmCost.PerHour(left.PricePerHour, left.Currency)));
                }
                if (outcome.LeftGroup is { } group)
                {
                    Warn(Text.Of(nameof(Messages.GroupLeft), vm, group));
                }
                if (PassThru)
                {
                    Write(vm);
                }
            }
        }
    }
}
