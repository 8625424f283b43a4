using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Requests;
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

    /// <summary>Restarts only VMs with a change that needs it (<c>RestartRequired</c>; generation <c>Cloud</c>).</summary>
    [Parameter]
    public SwitchParameter IfRequired { get; set; }

    /// <summary>Writes each VM, as it is after the request.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        var restarted = new List<string>();
        foreach (var vm in IfRequired ? await RequiredAsync(client, vms, cancellationToken) : vms)
        {
            await ForItemAsync(vm, () => RestartAsync(vm));
        }
        if (PassThru && restarted.Count > 0)
        {
            await WriteCurrentAsync(client, restarted, cancellationToken);
        }

        async Task RestartAsync(Vm vm)
        {
            await client.CheckRestartAsync(vm.Id, cancellationToken);
            var prompt = Prompt.Of(
                nameof(Messages.RestartVmCaption), nameof(Messages.RestartVmQuery), nameof(Messages.RestartVmDescription), vm);
            if (await ConfirmAsync(prompt))
            {
                await client.RestartVmAsync(vm.Id, Soft, cancellationToken);
                restarted.Add(vm.Id);
            }
        }
    }

    // As they are now: an object from before a change knows nothing of it.
    private static async Task<IReadOnlyList<Vm>> RequiredAsync(
        IFluenceClient client, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        var required = new List<Vm>();
        var filter = new VmFilter { Ids = [.. vms.Select(vm => vm.Id)] };
        await client.ListVmsAsync(
            filter,
            vm =>
            {
                if (vm.RestartRequired == true && filter.Ids.Contains(vm.Id))
                {
                    required.Add(vm);
                }
            },
            cancellationToken);
        return required;
    }
}
