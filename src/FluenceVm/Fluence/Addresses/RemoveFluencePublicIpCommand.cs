using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Addresses;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Gives public addresses back, for good (generation <c>Cloud</c>). One that a VM has isn't removed.</summary>
[Cmdlet(VerbsCommon.Remove, "FluencePublicIp", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PublicIp))]
public sealed class RemoveFluencePublicIpCommand : PublicIpCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, PublicIp part, CancellationToken cancellationToken)
    {
        // As it is now: since the object was read, a VM may have got it.
        var address = await CurrentAsync(client, part, cancellationToken);
        if (address.VmId is not null)
        {
            throw CmdletException.Of(nameof(Messages.PublicIpInUse), ErrorCategory.ResourceBusy, address, address, address.VmId);
        }
        var prompt = Prompt.Of(
            nameof(Messages.RemovePublicIpCaption),
            nameof(Messages.RemovePublicIpQuery),
            nameof(Messages.RemovePublicIpDescription),
            address,
            address.Address ?? address.Status,
            VmCost.PerHour(address.PricePerHour, address.Currency));
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.PublicIps.RemoveAsync(address.Id, cancellationToken);
            await PassAsync(client, address, cancellationToken);
        }
    }
}
