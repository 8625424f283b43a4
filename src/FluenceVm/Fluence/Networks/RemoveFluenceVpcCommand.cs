using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Networks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes VPCs (generation <c>Cloud</c>). One that has subnets or security groups isn't removed, and they are named.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceVpc", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Vpc))]
public sealed class RemoveFluenceVpcCommand : VpcCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, Vpc part, CancellationToken cancellationToken)
    {
        await client.Parts.Networks.CheckVpcRemovalAsync(part.Id, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.RemoveVpcCaption), nameof(Messages.RemoveVpcQuery), nameof(Messages.RemoveVpcDescription), part);
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Networks.RemoveVpcAsync(part.Id, cancellationToken);
            await PassAsync(client, part, cancellationToken);
        }
    }
}
