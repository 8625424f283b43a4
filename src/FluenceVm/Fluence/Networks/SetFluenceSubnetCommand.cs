using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Fluence.Networks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Renames subnets, opens or closes their way outside, or makes one its VPC's default (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Set, "FluenceSubnet", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Subnet))]
public sealed class SetFluenceSubnetCommand : SubnetCmdlet
{
    /// <summary>The new name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Whether its VMs reach the world outside: <c>-Egress $false</c> cuts them off.</summary>
    [Parameter]
    public bool? Egress { get; set; }

    /// <summary>Makes it its VPC's default subnet, which VMs get that name none.</summary>
    [Parameter]
    public SwitchParameter Default { get; set; }

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (NewName is not null)
        {
            CloudNames.Check(NewName);
        }
        return NewName is null && Egress is null && !Default ? throw CmdletException.NothingToChange() : Task.CompletedTask;
    }

    private protected override async Task ChangeAsync(IFluenceClient client, Subnet part, CancellationToken cancellationToken)
    {
        var prompt = Prompt.Of(
            nameof(Messages.SetSubnetCaption),
            nameof(Messages.SetSubnetQuery),
            nameof(Messages.SetSubnetDescription),
            part,
            string.Join("; ", Describe()));
        if (!await ConfirmAsync(prompt))
        {
            return;
        }
        if (Default)
        {
            await client.Parts.Networks.MakeDefaultAsync(part.Id, cancellationToken);
        }
        if (NewName is not null || Egress is not null)
        {
            await client.Parts.Networks.ChangeSubnetAsync(part.Id, NewName, Egress, cancellationToken);
        }
        await PassAsync(client, part, cancellationToken);
    }

    private IEnumerable<string> Describe()
    {
        if (NewName is not null)
        {
            yield return Text.Of(nameof(Messages.ChangeName), NewName);
        }
        if (Egress is { } open)
        {
            yield return open ? Messages.SubnetOpened : Messages.SubnetClosed;
        }
        if (Default)
        {
            yield return Messages.SubnetDefault;
        }
    }
}
