using System.Management.Automation;
using FluenceVm.Fluence;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Searches the marketplace for offers that meet what is asked.</summary>
[Cmdlet(VerbsCommon.Find, "FluenceOffer")]
[OutputType(typeof(Offer))]
public sealed class FindFluenceOfferCommand : ConstraintCmdlet
{
    private protected override Task ProcessAsync(CancellationToken cancellationToken) => ForItemAsync(Configuration, async () =>
    {
        var client = await OpenAsync(cancellationToken);
        await client.ListOffersAsync(Constraints(), Write, cancellationToken);
    });
}
