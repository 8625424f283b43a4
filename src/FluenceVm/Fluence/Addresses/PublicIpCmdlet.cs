using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
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
    public override Reference[] Id { get; set; } = [];

    private protected sealed override PartFinder<PublicIp> Finder => PublicIpFinder.PublicIps;

    private protected sealed override async Task<PublicIp?> ReadAsync(
        IFluenceClient client, PublicIp part, CancellationToken cancellationToken) =>
        (await client.Parts.PublicIps.FindAsync([part.Id], cancellationToken)).FirstOrDefault();
}
