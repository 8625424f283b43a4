using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Firewalls;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the security groups of the account with their rules (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceSecurityGroup")]
[OutputType(typeof(SecurityGroup))]
public sealed class GetFluenceSecurityGroupCommand : GetPartCmdlet<SecurityGroup>
{
    /// <summary>Names, ids or security groups; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SecurityGroupCompleter))]
    [Reference(typeof(SecurityGroup), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<SecurityGroup> Finder => SecurityGroupFinder.Groups;
}
