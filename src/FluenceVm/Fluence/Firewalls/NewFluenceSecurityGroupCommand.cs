using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Fluence.Networks;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a security group, the firewall of VMs of a VPC (generation <c>Cloud</c>). It is free.</summary>
[Cmdlet(VerbsCommon.New, "FluenceSecurityGroup", SupportsShouldProcess = true)]
[OutputType(typeof(SecurityGroup))]
public sealed class NewFluenceSecurityGroupCommand : FluenceCmdlet
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its VPC: an id, a name or an object. VMs of this VPC can have it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    [Reference(typeof(Vpc), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Vpc { get; set; }

    /// <summary>
    /// What may come in, for example <c>'tcp 443', 'tcp 22 from 203.0.113.0/24'</c>; by default everything, and nothing for
    /// <c>@()</c>.
    /// </summary>
    [Parameter]
    [AllowEmptyCollection]
    public SecurityRule[]? Ingress { get; set; }

    /// <summary>What may go out; by default everything, and nothing for <c>@()</c>.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public SecurityRule[]? Egress { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForItemAsync(Name, () => CreateAsync(cancellationToken));

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        CloudNames.Check(Name);
        var client = await OpenAsync(cancellationToken);
        var vpc = await VpcFinder.FindAsync(client.Parts, Vpc!, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewSecurityGroupCaption),
            nameof(Messages.NewSecurityGroupQuery),
            nameof(Messages.NewSecurityGroupDescription),
            Name,
            vpc,
            RuleList.Text(Ingress),
            RuleList.Text(Egress));
        if (await ConfirmAsync(prompt))
        {
            var order = new SecurityGroupOrder { Name = Name, Vpc = vpc.Id, Ingress = Ingress, Egress = Egress };
            Write(await client.Parts.Firewalls.CreateAsync(order, cancellationToken));
        }
    }
}
