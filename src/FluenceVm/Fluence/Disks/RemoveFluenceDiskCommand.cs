using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Disks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes disks with everything on them, for good (generation <c>Cloud</c>). One that a VM uses isn't removed.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceDisk", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Disk))]
public sealed class RemoveFluenceDiskCommand : DiskCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, Disk part, CancellationToken cancellationToken)
    {
        // As it is now: since the object was read, a VM may have got it.
        var disk = await CurrentAsync(client, part, cancellationToken);
        if (disk.VmId is not null)
        {
            throw CmdletException.Of(nameof(Messages.DiskInUse), ErrorCategory.ResourceBusy, disk, disk, disk.VmId);
        }
        var prompt = Prompt.Of(
            nameof(Messages.RemoveDiskCaption),
            nameof(Messages.RemoveDiskQuery),
            nameof(Messages.RemoveDiskDescription),
            disk,
            disk.SizeGB,
            VmCost.PerHour(disk.PricePerHour, disk.Currency));
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Disks.RemoveAsync(disk.Id, cancellationToken);
            await PassAsync(client, disk, cancellationToken);
        }
    }
}
