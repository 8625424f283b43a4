using System.Management.Automation;
using FluenceVm.Catalogue;
using FluenceVm.Cudos;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>What can be ordered, from every connected cloud, with its price per hour in its own currency.</summary>
[Cmdlet(VerbsCommon.Get, "MachineType")]
[OutputType(typeof(MachineType))]
public sealed class GetMachineTypeCommand : CatalogueCmdlet<MachineType>
{
    /// <summary>Ids; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [Reference(typeof(MachineType), Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Only what may be ordered now.</summary>
    [Parameter]
    public SwitchParameter Available { get; set; }

    private protected override IEnumerable<Reference> Asked => Id;

    private protected override Task ListAsync(
        ICatalogueSource source, Action<MachineType> output, CancellationToken cancellationToken) =>
        source.ListMachineTypesAsync(output, cancellationToken);

    private protected override bool Matches(NameFilter ids, MachineType item) => ids.Matches(item.Id) && (!Available || item.Available);

    private protected override CmdletException NotFound(string id) => CudosErrors.MachineTypeNotFound(id);
}
