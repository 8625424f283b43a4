using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;
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
public sealed class NewFluencePublicIpCommand : FluenceCmdlet
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

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

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForItemAsync(Name, () => OrderAsync(cancellationToken));

    private async Task OrderAsync(CancellationToken cancellationToken)
    {
        CloudNames.Check(Name);
        var client = await OpenAsync(cancellationToken);
        var cluster = await ClusterFinder.FindAsync(client.Parts, Cluster!, cancellationToken);
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
            Write(await BuyAsync(client, cluster.Id, cancellationToken));
        }
    }

    private async Task<PublicIp> BuyAsync(IFluenceClient client, string cluster, CancellationToken cancellationToken)
    {
        var asked = new AskedText("public-ip/1").Add("name", Name).Add("cluster", Cluster!.Text);
        var addresses = client.Parts.PublicIps;
        var journal = await JournalAsync(cancellationToken);
        var purchase = new PartPurchase<PublicIp>(journal, Messages.KindPublicIp, address => address.Id, addresses.FindAsync);
        return await purchase.BuyAsync(
            OrderKey, Name, asked, (key, token) => addresses.CreateAsync(cluster, Name, key, token), cancellationToken);
    }
}
