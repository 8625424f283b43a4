using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Addresses;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the public addresses of the account, attached or not, with what they cost (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluencePublicIp")]
[OutputType(typeof(PublicIp))]
public sealed class GetFluencePublicIpCommand : GetPartCmdlet<PublicIp>
{
    /// <summary>Names, ids or addresses of <c>Get-FluencePublicIp</c>; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PublicIpCompleter))]
    [Reference(typeof(PublicIp), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<PublicIp> Finder => PublicIpFinder.PublicIps;
}
