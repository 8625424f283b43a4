using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
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
    public override Reference[] Id { get; set; } = [];

    private protected sealed override PartFinder<SecurityGroup> Finder => SecurityGroupFinder.Groups;

    /// <summary>The groups that are meant, each once, as they are now.</summary>
    private protected sealed override Task<IReadOnlyList<SecurityGroup>> FindAsync(
        IFluenceClient client, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var texts = references.Select(reference => new Reference((reference.Item as SecurityGroup)?.Id ?? reference.Text));
        return base.FindAsync(client, [.. texts], cancellationToken);
    }

    private protected sealed override async Task<SecurityGroup?> ReadAsync(
        IFluenceClient client, SecurityGroup part, CancellationToken cancellationToken) =>
        (await Finder.ListAsync(client, cancellationToken)).Find(group => group.Id == part.Id);
}
