using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Rules;

namespace FluenceVm.Fluence.Parts;

/// <summary>A cmdlet that makes a thing with a name; one thing's failure is its own.</summary>
public abstract class NewPartCmdlet : FluenceCmdlet
{
    private protected NewPartCmdlet()
    {
    }

    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Refuses what the service would refuse, before anything is sent.</summary>
    private protected virtual void Check() => CloudNames.Check(Name);

    /// <summary>Asks, and makes it.</summary>
    private protected abstract Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken);

    private protected sealed override Task ProcessAsync(CancellationToken cancellationToken) => ForItemAsync(Name, async () =>
    {
        Check();
        await CreateAsync(await OpenAsync(cancellationToken), cancellationToken);
    });
}
