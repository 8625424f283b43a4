using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Disks;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Attaches disks to a VM of their cluster (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsData.Mount, "FluenceDisk", SupportsShouldProcess = true)]
[OutputType(typeof(Disk))]
public sealed class MountFluenceDiskCommand : DiskCmdlet
{
    private Vm? _vm;

    /// <summary>The VM: its id, its name or the object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(VmCompleter))]
    [Reference(typeof(Vm), IdForm = Reference.VmId)]
    [ValidateNotNull]
    public Reference? Vm { get; set; }

    /// <summary>
    /// Makes it the boot disk of a draft, as <c>New-FluenceVm -NoProvision</c> leaves one, instead of the one that the draft has.
    /// </summary>
    [Parameter]
    public SwitchParameter AsBoot { get; set; }

    private protected override async Task ChangeAsync(IFluenceClient client, Disk part, CancellationToken cancellationToken)
    {
        _vm ??= await VmResolver.ResolveOneAsync(Vm!, client, MyInvocation.MyCommand.Name, cancellationToken);
        if (part.VmId == _vm.Id)
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), part));
            await PassAsync(client, part, cancellationToken);
            return;
        }
        if (part.VmId is not null)
        {
            throw CmdletException.Of(nameof(Messages.DiskMountedElsewhere), ErrorCategory.ResourceBusy, part, part, part.VmId);
        }
        if (part.Cluster is not null && _vm.Cluster is not null && part.Cluster != _vm.Cluster)
        {
            throw CmdletException.Of(
                nameof(Messages.PartInAnotherCluster), ErrorCategory.InvalidArgument, part, part, part.Cluster, _vm, _vm.Cluster);
        }
        var prompt = Prompt.Of(
            nameof(Messages.MountDiskCaption), nameof(Messages.MountDiskQuery), nameof(Messages.MountDiskDescription), part, _vm);
        if (await ConfirmAsync(prompt))
        {
            await (AsBoot
                ? client.Parts.Disks.MountAsBootAsync(part.Id, _vm.Id, cancellationToken)
                : client.Parts.Disks.MountAsync(part.Id, _vm.Id, cancellationToken));
            await PassAsync(client, part, cancellationToken);
        }
    }
}
