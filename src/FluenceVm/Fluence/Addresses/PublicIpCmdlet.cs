using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>A cmdlet that does something to addresses which are named by id, name or object.</summary>
public abstract class PublicIpCmdlet : ChangePartCmdlet<PublicIp>
{
    private protected PublicIpCmdlet()
    {
    }

    /// <summary>The addresses: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PublicIpCompleter))]
    [Reference(typeof(PublicIp), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Writes each address, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override IEnumerable<Reference> Named => Id;

    private protected sealed override Task<IReadOnlyList<PublicIp>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken) =>
        PublicIpFinder.FindAsync(client.Parts, references, WriteFailure, cancellationToken);

    /// <summary>Writes an address as the service has it now, if that is wanted.</summary>
    private protected async Task PassAsync(ICloudParts parts, PublicIp address, CancellationToken cancellationToken)
    {
        if (PassThru)
        {
            Write((await parts.PublicIps.FindAsync([address.Id], cancellationToken)).FirstOrDefault() ?? address);
        }
    }
}
