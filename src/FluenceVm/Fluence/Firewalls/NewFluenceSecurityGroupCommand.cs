using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Fluence.Networks;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a security group, the firewall of VMs of a VPC (generation <c>Cloud</c>). It is free.</summary>
[Cmdlet(VerbsCommon.New, "FluenceSecurityGroup", SupportsShouldProcess = true)]
[OutputType(typeof(SecurityGroup))]
public sealed class NewFluenceSecurityGroupCommand : NewPartCmdlet
{
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

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var vpc = await VpcFinder.Vpcs.FindAsync(client, Vpc!, cancellationToken);
        await client.Parts.Firewalls.CheckAsync([.. Ingress ?? [], .. Egress ?? []], cancellationToken);
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
