using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Disks;

/// <summary>A cmdlet that does something to disks which are named by id, name or object.</summary>
public abstract class DiskCmdlet : ChangePartCmdlet<Disk>
{
    private protected DiskCmdlet()
    {
    }

    /// <summary>The disks: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(DiskCompleter))]
    [Reference(typeof(Disk), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public override Reference[] Id { get; set; } = [];

    private protected sealed override PartFinder<Disk> Finder => DiskFinder.Disks;

    private protected sealed override async Task<Disk?> ReadAsync(IFluenceClient client, Disk part, CancellationToken cancellationToken) =>
        (await client.Parts.Disks.FindAsync([part.Id], cancellationToken)).FirstOrDefault();
}
