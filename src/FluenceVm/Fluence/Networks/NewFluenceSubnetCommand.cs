using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Networks;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a subnet of a VPC, with private addresses for VMs (generation <c>Cloud</c>). It is free.</summary>
[Cmdlet(VerbsCommon.New, "FluenceSubnet", SupportsShouldProcess = true)]
[OutputType(typeof(Subnet))]
public sealed class NewFluenceSubnetCommand : NewPartCmdlet
{
    /// <summary>Its VPC: an id, a name or an object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    [Reference(typeof(Vpc), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Vpc { get; set; }

    /// <summary>Its IPv4 addresses, for example <c>10.1.0.0/24</c>.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    public string? Cidr { get; set; }

    /// <summary>Its IPv6 addresses. With IPv6 alone its VMs can't reach the world outside.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    public string? Cidr6 { get; set; }

    /// <summary>Cuts its VMs off from the world outside.</summary>
    [Parameter]
    public SwitchParameter NoEgress { get; set; }

    private protected override void Check()
    {
        base.Check();
        if (Cidr is null && Cidr6 is null)
        {
            throw CmdletException.Of(nameof(Messages.SubnetNeedsCidr), ErrorCategory.InvalidArgument, Name, Name);
        }
        CheckRange(Cidr, isIPv6: false);
        CheckRange(Cidr6, isIPv6: true);
    }

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var vpc = await VpcFinder.Vpcs.FindAsync(client, Vpc!, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewSubnetCaption),
            nameof(Messages.NewSubnetQuery),
            nameof(Messages.NewSubnetDescription),
            Name,
            vpc,
            Cidr ?? Cidr6);
        if (await ConfirmAsync(prompt))
        {
            var order = new SubnetOrder { Name = Name, Vpc = vpc.Id, Cidr = Cidr, Cidr6 = Cidr6, Egress = !NoEgress && Cidr is not null };
            Write(await client.Parts.Networks.CreateSubnetAsync(order, cancellationToken));
        }
    }

    private static void CheckRange(string? range, bool isIPv6)
    {
        if (range is not null)
        {
            AddressRange.Check(range, isIPv6);
        }
    }
}
