using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Changes the rules of security groups, or renames them (generation <c>Cloud</c>). New rules take effect at once.</summary>
[Cmdlet(VerbsCommon.Set, "FluenceSecurityGroup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SecurityGroup))]
public sealed class SetFluenceSecurityGroupCommand : SecurityGroupCmdlet
{
    /// <summary>The new name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>The whole new list of what may come in; nothing for <c>@()</c>.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public SecurityRule[]? Ingress { get; set; }

    /// <summary>Rules to add to what may come in.</summary>
    [Parameter]
    public SecurityRule[] AddIngress { get; set; } = [];

    /// <summary>Rules to take from what may come in.</summary>
    [Parameter]
    public SecurityRule[] RemoveIngress { get; set; } = [];

    /// <summary>Lets everything in.</summary>
    [Parameter]
    public SwitchParameter AllIngress { get; set; }

    /// <summary>The whole new list of what may go out; nothing for <c>@()</c>.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public SecurityRule[]? Egress { get; set; }

    /// <summary>Rules to add to what may go out.</summary>
    [Parameter]
    public SecurityRule[] AddEgress { get; set; } = [];

    /// <summary>Rules to take from what may go out.</summary>
    [Parameter]
    public SecurityRule[] RemoveEgress { get; set; } = [];

    /// <summary>Lets everything out.</summary>
    [Parameter]
    public SwitchParameter AllEgress { get; set; }

    /// <summary>Closes 22/tcp for everybody too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private RuleChange In => new(AllIngress, Ingress, AddIngress, RemoveIngress);

    private RuleChange Out => new(AllEgress, Egress, AddEgress, RemoveEgress);

    private protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (NewName is not null)
        {
            CloudNames.Check(NewName);
        }
        if (In.IsContradiction || Out.IsContradiction)
        {
            throw CmdletException.Of(nameof(Messages.SecurityGroupAllAndRules), ErrorCategory.InvalidArgument, null);
        }
        return NewName is null && In.IsEmpty && Out.IsEmpty ? throw CmdletException.NothingToChange() : Task.CompletedTask;
    }

    private protected override async Task ChangeAsync(IFluenceClient client, SecurityGroup part, CancellationToken cancellationToken)
    {
        var (ingress, egress) = (In.Apply(part, part.Ingress), Out.Apply(part, part.Egress));
        if (!Force && RuleList.LetsSsh(part.Ingress) && !RuleList.LetsSsh(ingress))
        {
            throw CmdletException.Of(nameof(Messages.SecurityGroupSshNeedsForce), ErrorCategory.InvalidOperation, part, part);
        }
        var change = new SecurityGroupChange
        {
            Name = NewName == part.Name ? null : NewName,
            Ingress = RuleList.Same(ingress, part.Ingress) ? null : ingress,
            AllIngress = ingress is null && part.Ingress is not null,
            Egress = RuleList.Same(egress, part.Egress) ? null : egress,
            AllEgress = egress is null && part.Egress is not null,
        };
        await client.Parts.Firewalls.CheckAsync([.. change.Ingress ?? [], .. change.Egress ?? []], cancellationToken);
        if (change == new SecurityGroupChange())
        {
            Report(Text.Of(nameof(Messages.PartAsWanted), part));
        }
        else if (await ConfirmAsync(Ask(part, change)))
        {
            await client.Parts.Firewalls.ChangeAsync(part.Id, change, cancellationToken);
        }
        else
        {
            return;
        }
        await PassAsync(client, part, cancellationToken);
    }

    private static Prompt Ask(SecurityGroup group, SecurityGroupChange change)
    {
        var changes = new List<string>();
        if (change.Name is not null)
        {
            changes.Add(Text.Of(nameof(Messages.ChangeName), change.Name));
        }
        if (change.Ingress is not null || change.AllIngress)
        {
            changes.Add(Text.Of(nameof(Messages.ChangeIngress), RuleList.Text(change.Ingress), RuleList.Text(group.Ingress)));
        }
        if (change.Egress is not null || change.AllEgress)
        {
            changes.Add(Text.Of(nameof(Messages.ChangeEgress), RuleList.Text(change.Egress), RuleList.Text(group.Egress)));
        }
        return Prompt.Of(
            nameof(Messages.SetSecurityGroupCaption),
            nameof(Messages.SetSecurityGroupQuery),
            nameof(Messages.SetSecurityGroupDescription),
            group,
            group.VmIds.Count,
            string.Join("; ", changes));
    }
}
