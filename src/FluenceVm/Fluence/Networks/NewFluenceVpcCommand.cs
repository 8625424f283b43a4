using System.Management.Automation;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Clusters;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Cmdlets;

/// <summary>Makes a VPC, a private network of a cluster (generation <c>Cloud</c>). It is free.</summary>
[Cmdlet(VerbsCommon.New, "FluenceVpc", SupportsShouldProcess = true)]
[OutputType(typeof(Vpc))]
public sealed class NewFluenceVpcCommand : NewPartCmdlet
{
    /// <summary>The cluster that it belongs to; VMs of this cluster can be in it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [Reference(typeof(Cluster), IdForm = Reference.Uuid)]
    [ValidateNotNull]
    public Reference? Cluster { get; set; }

    private protected override async Task CreateAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var cluster = await ClusterFinder.Clusters.FindAsync(client, Cluster!, cancellationToken);
        var prompt = Prompt.Of(
            nameof(Messages.NewVpcCaption), nameof(Messages.NewVpcQuery), nameof(Messages.NewVpcDescription), Name, cluster);
        if (await ConfirmAsync(prompt))
        {
            Write(await client.Parts.Networks.CreateVpcAsync(cluster.Id, Name, cancellationToken));
        }
    }
}
