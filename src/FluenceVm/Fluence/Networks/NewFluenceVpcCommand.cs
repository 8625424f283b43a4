using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a VPC, a private network of a cluster (generation <c>Cloud</c>). It is free.</summary>
[Cmdlet(VerbsCommon.New, "FluenceVpc", SupportsShouldProcess = true)]
[OutputType(typeof(Vpc))]
public sealed class NewFluenceVpcCommand : FluenceCmdlet
{
    /// <summary>Its name: 1 to 25 small letters, digits and hyphens.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The cluster that it belongs to; VMs of this cluster can be in it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Cluster { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        ForItemAsync(Name, () => CreateAsync(cancellationToken));

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        CloudNames.Check(Name);
        var client = await OpenAsync(cancellationToken);
        var cluster = await ClusterFinder.FindAsync(client.Parts, Cluster!, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewVpcCaption), nameof(Messages.NewVpcQuery), nameof(Messages.NewVpcDescription), Name, cluster);
        if (await ConfirmAsync(prompt))
        {
            Write(await client.Parts.Networks.CreateVpcAsync(cluster.Id, Name, cancellationToken));
        }
    }
}
