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
        _vm ??= await ReadVmAsync(client, cancellationToken);
        var disk = await CurrentAsync(client, part, cancellationToken);
        if (disk.VmId == _vm.Id)
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), disk));
            await PassAsync(client, disk, cancellationToken);
            return;
        }
        Check(disk, _vm);
        var prompt = Prompt.Of(
            nameof(Messages.MountDiskCaption), nameof(Messages.MountDiskQuery), nameof(Messages.MountDiskDescription), disk, _vm);
        if (await ConfirmAsync(prompt))
        {
            await (AsBoot
                ? client.Parts.Disks.MountAsBootAsync(disk.Id, _vm.Id, cancellationToken)
                : client.Parts.Disks.MountAsync(disk.Id, _vm.Id, cancellationToken));
            await PassAsync(client, disk, cancellationToken);
        }
    }

    private void Check(Disk disk, Vm vm)
    {
        if (disk.VmId is not null)
        {
            throw CmdletException.Of(nameof(Messages.DiskMountedElsewhere), ErrorCategory.ResourceBusy, disk, disk, disk.VmId);
        }
        if (disk.Cluster is not null && vm.Cluster is not null && disk.Cluster != vm.Cluster)
        {
            throw CmdletException.Of(
                nameof(Messages.PartInAnotherCluster), ErrorCategory.InvalidArgument, disk, disk, disk.Cluster, vm, vm.Cluster);
        }
        if (AsBoot && vm.Status != VmStatus.Draft)
        {
            throw CmdletException.Of(nameof(Messages.DraftNeeded), ErrorCategory.InvalidOperation, vm, vm, vm.Status);
        }
        if (VmWaiter.IsEnding(vm.Status))
        {
            throw CmdletException.Of(nameof(Messages.VmEnding), ErrorCategory.InvalidOperation, vm, vm, vm.Status);
        }
    }

    // As it is now: an object from before may be of a draft that runs, or of a VM that has ended.
    private async Task<Vm> ReadVmAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var reference = Vm!.Item is null ? Vm : new Reference(Vm.Text);
        return await VmResolver.ResolveOneAsync(reference, client, MyInvocation.MyCommand.Name, cancellationToken);
    }
}
