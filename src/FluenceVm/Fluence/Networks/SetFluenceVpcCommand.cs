using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Fluence.Networks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Renames VPCs (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Set, "FluenceVpc", SupportsShouldProcess = true)]
[OutputType(typeof(Vpc))]
public sealed class SetFluenceVpcCommand : VpcCmdlet
{
    /// <summary>The new name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string NewName { get; set; } = string.Empty;

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        CloudNames.Check(NewName);
        return Task.CompletedTask;
    }

    private protected override async Task ChangeAsync(IFluenceClient client, Vpc part, CancellationToken cancellationToken)
    {
        var prompt = Prompt.Of(
            nameof(Messages.SetVpcCaption), nameof(Messages.SetVpcQuery), nameof(Messages.SetVpcDescription), part, NewName);
        if (await ConfirmAsync(prompt))
        {
            var renamed = await client.Parts.Networks.RenameVpcAsync(part.Id, NewName, cancellationToken);
            await PassAsync(client, renamed, cancellationToken);
        }
    }
}
