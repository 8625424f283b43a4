using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Networks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes subnets (generation <c>Cloud</c>). One that VMs are in isn't removed, and the error names them.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceSubnet", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Subnet))]
public sealed class RemoveFluenceSubnetCommand : SubnetCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, Subnet part, CancellationToken cancellationToken)
    {
        await client.Parts.Networks.CheckSubnetRemovalAsync(part, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.RemoveSubnetCaption),
            nameof(Messages.RemoveSubnetQuery),
            nameof(Messages.RemoveSubnetDescription),
            part,
            part.Cidr ?? part.Cidr6);
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Networks.RemoveSubnetAsync(part.Id, cancellationToken);
            await PassAsync(client, part, cancellationToken);
        }
    }
}
