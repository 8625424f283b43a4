using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Disks;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Lists the disks of the account, attached or not, with what they cost (generation <c>Cloud</c>).</summary>
[Cmdlet(VerbsCommon.Get, "FluenceDisk")]
[OutputType(typeof(Disk))]
public sealed class GetFluenceDiskCommand : GetPartCmdlet<Disk>
{
    /// <summary>Names, ids or disks; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(DiskCompleter))]
    [Reference(typeof(Disk), IdForm = Reference.Uuid, Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected override PartFinder<Disk> Finder => DiskFinder.Disks;
}
