using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Firewalls;

/// <summary>A cmdlet that does something to security groups which are named by id, name or object.</summary>
public abstract class SecurityGroupCmdlet : ChangePartCmdlet<SecurityGroup>
{
    private protected SecurityGroupCmdlet()
    {
    }

    /// <summary>The security groups: ids, names or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(SecurityGroupCompleter))]
    [Reference(typeof(SecurityGroup), IdForm = Reference.Uuid, Rows = true)]
    [ValidateNotNullOrEmpty]
    public Reference[] Id { get; set; } = [];

    /// <summary>Writes each security group, as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override IEnumerable<Reference> Named => Id;

    private protected sealed override Task<IReadOnlyList<SecurityGroup>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken) =>
        SecurityGroupFinder.FindAsync(client.Parts, references, WriteFailure, cancellationToken);

    /// <summary>Writes a group as the service has it now, if that is wanted.</summary>
    private protected async Task PassAsync(ICloudParts parts, SecurityGroup group, CancellationToken cancellationToken)
    {
        if (PassThru)
        {
            Write((await parts.Firewalls.ListAsync(cancellationToken)).FirstOrDefault(each => each.Id == group.Id) ?? group);
        }
    }
}
