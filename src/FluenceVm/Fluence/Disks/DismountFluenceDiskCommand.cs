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
        if (part.VmId is not { } vmId)
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), part));
            await PassAsync(client, part, cancellationToken);
            return;
        }
        if (part.IsBoot)
        {
            throw CmdletException.Of(nameof(Messages.BootDiskStays), ErrorCategory.InvalidOperation, part, part, vmId);
        }
        var prompt = Prompt.Of(
            nameof(Messages.DismountDiskCaption),
            nameof(Messages.DismountDiskQuery),
            nameof(Messages.DismountDiskDescription),
            part,
            await VmResolver.DescribeAsync(vmId, client, cancellationToken));
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Disks.DismountAsync(part.Id, vmId, cancellationToken);
            await PassAsync(client, part, cancellationToken);
        }
    }
}
