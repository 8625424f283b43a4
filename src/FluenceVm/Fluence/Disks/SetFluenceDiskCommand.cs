using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Costs;
using FluenceVm.Fluence.Disks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Enlarges or renames disks (generation <c>Cloud</c>). A disk can't be made smaller.</summary>
[Cmdlet(VerbsCommon.Set, "FluenceDisk", SupportsShouldProcess = true)]
[OutputType(typeof(Disk))]
public sealed class SetFluenceDiskCommand : DiskCmdlet
{
    // The disk of a draft, which nothing has started from.
    private const string Draft = "draft";

    /// <summary>
    /// The new size in GB, larger than today's. The VM sees it after its next restart; its file system is enlarged there.
    /// </summary>
    [Parameter]
    [Amount(Whole = true)]
    [ValidateRange(1, 1_000_000)]
    public int? SizeGB { get; set; }

    /// <summary>The new name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (NewName is not null)
        {
            CloudNames.Check(NewName);
        }
        return SizeGB is null && NewName is null ? throw CmdletException.NothingToChange() : Task.CompletedTask;
    }

    private protected override async Task ChangeAsync(IFluenceClient client, Disk part, CancellationToken cancellationToken)
    {
        // As it is now: an object from an hour ago may be smaller than the disk.
        var disk = await CurrentAsync(client, part, cancellationToken);
        if (SizeGB < disk.SizeGB)
        {
            throw CmdletException.Of(nameof(Messages.DiskNotSmaller), ErrorCategory.InvalidArgument, disk, disk, disk.SizeGB, SizeGB);
        }
        if (SizeGB > disk.SizeGB && disk.Cluster is { } cluster)
        {
            await ClusterRoom.CheckDiskAsync(
                client.Parts, new Cluster { Id = cluster }, SizeGB.Value - disk.SizeGB.Value, cancellationToken);
        }
        if ((NewName is null || NewName == disk.Name) && (SizeGB is null || SizeGB == disk.SizeGB))
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), disk));
        }
        else if (await ConfirmAsync(await AskAsync(client, disk, cancellationToken)))
        {
            await client.Parts.Disks.ChangeAsync(disk, NewName, SizeGB == disk.SizeGB ? null : SizeGB, cancellationToken);
            if (SizeGB > disk.SizeGB && disk.VmId is not null && disk.Status != Draft)
            {
                Warn(Text.Of(nameof(Messages.DiskSizeAfterRestart), disk, SizeGB, disk.VmId));
            }
        }
        else
        {
            return;
        }
        await PassAsync(client, disk, cancellationToken);
    }

    private async Task<Prompt> AskAsync(IFluenceClient client, Disk disk, CancellationToken cancellationToken)
    {
        var changes = new List<string>();
        decimal? added = null;
        if (NewName is not null && NewName != disk.Name)
        {
            changes.Add(Text.Of(nameof(Messages.ChangeName), NewName));
        }
        if (SizeGB is { } size && size != disk.SizeGB)
        {
            var price = await client.Parts.Disks.PriceAsync(disk.Cluster ?? string.Empty, size, disk.Replicated == true, cancellationToken);
            added = price - disk.PricePerHour;
            changes.Add(Text.Of(
                nameof(Messages.DiskLarger),
                disk.SizeGB,
                size,
                VmCost.PerHour(price, disk.Currency),
                VmCost.PerHour(disk.PricePerHour, disk.Currency)));
        }
        var prompt = Prompt.Of(
            nameof(Messages.SetDiskCaption),
            nameof(Messages.SetDiskQuery),
            nameof(Messages.SetDiskDescription),
            disk,
            string.Join("; ", changes));
        return await new CostForecast(this, client).AddToAsync(prompt, added, disk.Currency, cancellationToken);
    }
}
