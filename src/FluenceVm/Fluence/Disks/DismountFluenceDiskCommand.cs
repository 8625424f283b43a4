using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Disks;
using FluenceVm.Fluence.Vms;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Detaches disks from their VMs (generation <c>Cloud</c>). A boot disk stays with its VM.</summary>
[Cmdlet(VerbsData.Dismount, "FluenceDisk", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Disk))]
public sealed class DismountFluenceDiskCommand : DiskCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, Disk part, CancellationToken cancellationToken)
    {
        // As it is now: since the object was read, another VM may have got it.
        var disk = await CurrentAsync(client, part, cancellationToken);
        if (disk.VmId is not { } vmId)
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), disk));
            await PassAsync(client, disk, cancellationToken);
            return;
        }
        if (disk.IsBoot)
        {
            throw CmdletException.Of(nameof(Messages.BootDiskStays), ErrorCategory.InvalidOperation, disk, disk, vmId);
        }
        var prompt = Prompt.Of(
            nameof(Messages.DismountDiskCaption),
            nameof(Messages.DismountDiskQuery),
            nameof(Messages.DismountDiskDescription),
            disk,
            await VmResolver.DescribeAsync(vmId, client, cancellationToken));
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Disks.DismountAsync(disk.Id, vmId, cancellationToken);
            await PassAsync(client, disk, cancellationToken);
        }
    }
}
