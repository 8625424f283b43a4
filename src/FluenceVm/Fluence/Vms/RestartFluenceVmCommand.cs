using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Fluence.Vms;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Restarts VMs, where the generation of the service can.</summary>
[Cmdlet(VerbsLifecycle.Restart, "FluenceVm", SupportsShouldProcess = true)]
[OutputType(typeof(Vm))]
public sealed class RestartFluenceVmCommand : VmCmdlet
{
    /// <summary>Asks the operating system to restart instead of cutting the power.</summary>
    [Parameter]
    public SwitchParameter Soft { get; set; }

    /// <summary>Writes each VM, as it is after the request.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        var restarted = new List<string>();
        foreach (var vm in vms)
        {
            if (!await ConfirmAsync(
                Prompt.Of(nameof(Messages.RestartVmCaption), nameof(Messages.RestartVmQuery), nameof(Messages.RestartVmDescription), vm)))
            {
                continue;
            }
            if (await ForItemAsync(vm, () => client.RestartVmAsync(vm.Id, Soft, cancellationToken)))
            {
                restarted.Add(vm.Id);
            }
        }
        if (PassThru && restarted.Count > 0)
        {
            await WriteCurrentAsync(client, restarted, cancellationToken);
        }
    }
}
