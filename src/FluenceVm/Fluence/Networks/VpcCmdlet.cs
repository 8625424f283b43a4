using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
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
    public Reference[] Id { get; set; } = [];

    /// <summary>Writes each of them, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override IEnumerable<Reference> Named => Id;

    private protected sealed override Task<IReadOnlyList<Vpc>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken) =>
        VpcFinder.FindAsync(client.Parts, references, WriteFailure, cancellationToken);

    private protected void Pass(Vpc vpc)
    {
        if (PassThru)
        {
            Write(vpc);
        }
    }
}
