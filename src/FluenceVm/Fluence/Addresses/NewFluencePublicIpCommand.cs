using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Costs;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a public address, which is billed until it is removed (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.New, "FluencePublicIp", SupportsShouldProcess = true)]
[OutputType(typeof(PublicIp))]
public sealed class NewFluencePublicIpCommand : NewPartCmdlet
{
    /// <summary>The cluster that it belongs to; VMs of this cluster can have it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Cluster { get; set; }

    /// <summary>The order's key. The same key again, as after a lost answer, gives the same address instead of a second one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    public string? OrderKey { get; set; }

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var purchase = await PurchaseAsync(client, cancellationToken);
        if (await purchase.FindAsync(cancellationToken) is { } bought)
        {
            Write(bought);
            return;
        }
        var cluster = await ClusterFinder.Clusters.FindAsync(client, Cluster!, cancellationToken);
        await ClusterRoom.CheckAddressAsync(client.Parts, cluster, cancellationToken);
        var price = await client.Parts.PublicIps.PriceAsync(cluster.Id, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewPublicIpCaption),
            nameof(Messages.NewPublicIpQuery),
            nameof(Messages.NewPublicIpDescription),
            Name,
            cluster,
            VmCost.PerHour(price, "USD"));
        prompt = await new CostForecast(this, client).AddToAsync(prompt, price, "USD", cancellationToken);
        if (await ConfirmAsync(prompt))
        {
            Write(await purchase.BuyAsync(
                (key, token) => client.Parts.PublicIps.CreateAsync(cluster.Id, Name, key, token), cancellationToken));
        }
    }

    private async Task<PartPurchase<PublicIp>> PurchaseAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var journal = await JournalAsync(cancellationToken);
        return new PartPurchase<PublicIp>(journal, Messages.KindPublicIp, address => address.Id, client.Parts.PublicIps.FindAsync)
        {
            Key = OrderKey,
            Name = Name,
            Asked = new AskedText("public-ip/1").Add("name", Name).Add("cluster", Cluster!.Text),
        };
    }
}
