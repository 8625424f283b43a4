using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Networks;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the subnets of the account (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceSubnet")]
[OutputType(typeof(Subnet))]
public sealed class GetFluenceSubnetCommand : GetPartCmdlet<Subnet>
{
    private string? _vpcId;

    /// <summary>Names, ids or objects; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SubnetCompleter))]
    [Reference(typeof(Subnet), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    /// <summary>Only the subnets of this VPC: its id, its name or the object.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VpcCompleter))]
    [Reference(typeof(Vpc), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Vpc { get; set; }

    private protected override PartFinder<Subnet> Finder => SubnetFinder.Subnets;

    private protected override async Task ListAsync(IFluenceClient client, Action<Subnet> output, CancellationToken cancellationToken)
    {
        _vpcId = Vpc is null ? null : (await VpcFinder.Vpcs.FindAsync(client, Vpc, cancellationToken)).Id;
        await client.Parts.Networks.ListSubnetsAsync(output, cancellationToken);
    }

    private protected override bool Matches(Subnet part) => _vpcId is null || part.VpcId == _vpcId;
}
