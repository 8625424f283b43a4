using System.Management.Automation;
using FluenceVm.Catalogue;
using FluenceVm.Cudos;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>What machines can be started from, from every connected cloud.</summary>
[Cmdlet(VerbsCommon.Get, "VmImage")]
[OutputType(typeof(VmImage))]
public sealed class GetVmImageCommand : CatalogueCmdlet<VmImage>
{
    private NameFilter? _distros;

    /// <summary>Ids; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [Reference(typeof(VmImage), Rows = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Software distributions; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Distro { get; set; } = [];

    private protected override IEnumerable<Reference> Asked => Id;

    private protected override Task ListAsync(ICatalogueSource source, Action<VmImage> output, CancellationToken cancellationToken) =>
        source.ListImagesAsync(output, cancellationToken);

    // Slugs and names are what people know images by.
    private protected override bool Matches(NameFilter ids, VmImage item) =>
        ids.MatchesAny(item.Id, item.Slug, item.Name) && (_distros ??= new NameFilter(Distro)).Matches(item.Distro);

    private protected override void EndList()
    {
        if (_distros is not null)
        {
            this.WarnOfUnknown(_distros, nameof(Distro), []);
        }
    }

    private protected override CmdletException NotFound(string id) => CudosErrors.ImageNotFound(id);
}
