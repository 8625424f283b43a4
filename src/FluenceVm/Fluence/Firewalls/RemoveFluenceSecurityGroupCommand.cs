using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Removes security groups (generation <c>Cloud</c>). One that filters a VM isn't removed.</summary>
[Cmdlet(VerbsCommon.Remove, "FluenceSecurityGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SecurityGroup))]
public sealed class RemoveFluenceSecurityGroupCommand : SecurityGroupCmdlet
{
    private protected override async Task ChangeAsync(IFluenceClient client, SecurityGroup part, CancellationToken cancellationToken)
    {
        if (part.VmIds.Count > 0)
        {
            throw CmdletException.Of(
                nameof(Messages.SecurityGroupInUse), ErrorCategory.ResourceBusy, part, part, string.Join(", ", part.VmIds));
        }
        var prompt = Prompt.Of(
            nameof(Messages.RemoveSecurityGroupCaption),
            nameof(Messages.RemoveSecurityGroupQuery),
            nameof(Messages.RemoveSecurityGroupDescription),
            part);
        if (await ConfirmAsync(prompt))
        {
            await client.Parts.Firewalls.RemoveAsync(part.Id, cancellationToken);
            await PassAsync(client, part, cancellationToken);
        }
    }
}
