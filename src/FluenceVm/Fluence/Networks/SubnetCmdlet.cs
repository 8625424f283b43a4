using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>A cmdlet that does something to subnets which are named by id, name or object.</summary>
public abstract class SubnetCmdlet : ChangePartCmdlet<Subnet>
{
    private protected SubnetCmdlet()
    {
    }

    /// <summary>The subnets: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SubnetCompleter))]
    [Reference(typeof(Subnet), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected sealed override PartFinder<Subnet> Finder => SubnetFinder.Subnets;

    private protected sealed override async Task<Subnet?> ReadAsync(
        IFluenceClient client, Subnet part, CancellationToken cancellationToken) =>
        (await Finder.ListAsync(client, cancellationToken)).Find(subnet => subnet.Id == part.Id);
}
