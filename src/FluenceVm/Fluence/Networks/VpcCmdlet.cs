using System.Management.Automation;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>A cmdlet that does something to VPCs which are named by id, name or object.</summary>
public abstract class VpcCmdlet : ChangePartCmdlet<Vpc>
{
    private protected VpcCmdlet()
    {
    }

    /// <summary>The VPCs: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(VpcCompleter))]
    [Reference(typeof(Vpc), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected sealed override PartFinder<Vpc> Finder => VpcFinder.Vpcs;
}
