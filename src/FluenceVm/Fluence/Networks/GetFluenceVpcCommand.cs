using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Networks;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the VPCs of the account (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceVpc")]
[OutputType(typeof(Vpc))]
public sealed class GetFluenceVpcCommand : GetPartCmdlet<Vpc>
{
    /// <summary>Names, ids or objects; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(VpcCompleter))]
    [Reference(typeof(Vpc), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<Vpc> Finder => VpcFinder.Vpcs;
}
