using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
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
    public Reference[] Id { get; set; } = [];

    /// <summary>Writes each disk, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override IEnumerable<Reference> Named => Id;

    private protected sealed override Task<IReadOnlyList<Disk>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken) =>
        DiskFinder.FindAsync(client.Parts, references, WriteFailure, cancellationToken);

    /// <summary>Writes a disk as the service has it now, if that is wanted.</summary>
    private protected async Task PassAsync(ICloudParts parts, Disk disk, CancellationToken cancellationToken)
    {
        if (PassThru)
        {
            Write((await parts.Disks.FindAsync([disk.Id], cancellationToken)).FirstOrDefault() ?? disk);
        }
    }
}
