using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Costs;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a disk, which is billed until it is removed (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.New, "FluenceDisk", SupportsShouldProcess = true)]
[OutputType(typeof(Disk))]
public sealed class NewFluenceDiskCommand : NewPartCmdlet
{
    private const int SmallestGB = 1;
    private const int SmallestBootGB = 25;

    /// <summary>Its size in GB: at least 1, and at least 25 with an image.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Amount(Whole = true)]
    [ValidateRange(1, 1_000_000)]
    public int SizeGB { get; set; }

    /// <summary>The cluster that it lies in; VMs of this cluster can use it.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Cluster { get; set; }

    /// <summary>The image that it is made from, so that a VM can start from it; without one it is an empty data disk.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(VmImage), By = "Slug", Cloud = Cloud.Fluence)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? Image { get; set; }

    /// <summary>Keeps it several times.</summary>
    [Parameter]
    public SwitchParameter Replicated { get; set; }

    /// <summary>The order's key. The same key again, as after a lost answer, gives the same disk instead of a second one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    public string? OrderKey { get; set; }

    private protected override void Check()
    {
        base.Check();
        if (SizeGB < (Image is null ? SmallestGB : SmallestBootGB))
        {
            throw CmdletException.Of(nameof(Messages.NewDiskTooSmall), ErrorCategory.InvalidArgument, Name, SmallestGB, SmallestBootGB);
        }
    }

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var purchase = await PurchaseAsync(client, cancellationToken);
        if (await purchase.FindAsync(cancellationToken) is { } bought)
        {
            Write(bought);
            return;
        }
        var cluster = await ClusterFinder.Clusters.FindAsync(client, Cluster!, cancellationToken);
        var order = new DiskOrder
        {
            Name = Name,
            Cluster = cluster.Id,
            SizeGB = SizeGB,
            Image = Image is null ? null : ImageResolver.Find(await client.ListImagesAsync(cancellationToken), Image).Id,
            Replicated = Replicated,
        };
        await ClusterRoom.CheckDiskAsync(client.Parts, cluster, SizeGB, cancellationToken);
        var price = await client.Parts.Disks.PriceAsync(cluster.Id, SizeGB, Replicated, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewDiskCaption),
            nameof(Messages.NewDiskQuery),
            nameof(Messages.NewDiskDescription),
            Name,
            SizeGB,
            cluster,
            VmCost.PerHour(price, "USD"));
        prompt = await new CostForecast(this, client).AddToAsync(prompt, price, "USD", cancellationToken);
        if (await ConfirmAsync(prompt))
        {
            Write(await purchase.BuyAsync((key, token) => client.Parts.Disks.CreateAsync(order, key, token), cancellationToken));
        }
    }

    private async Task<PartPurchase<Disk>> PurchaseAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var asked = new AskedText("disk/1")
            .Add("name", Name).Add("size", SizeGB).Add("cluster", Cluster!.Text).Add("image", Image)
            .Add("replicated", Replicated.IsPresent);
        var journal = await JournalAsync(cancellationToken);
        return new PartPurchase<Disk>(journal, Messages.KindDisk, disk => disk.Id, client.Parts.Disks.FindAsync)
        {
            Key = OrderKey,
            Name = Name,
            Asked = asked,
        };
    }
}
