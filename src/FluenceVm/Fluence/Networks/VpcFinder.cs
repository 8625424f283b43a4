using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Finds VPCs.</summary>
internal static class VpcFinder
{
    public static PartFinder<Vpc> Vpcs => new(Messages.KindVpc, "FluenceVpc");

    /// <summary>The VPCs that are meant, each once.</summary>
    public static Task<IReadOnlyList<Vpc>> FindAsync(
        ICloudParts parts, IReadOnlyList<Reference> references, Action<CmdletException> failed, CancellationToken cancellationToken) =>
        Vpcs.FindAsync(references, output => parts.Networks.ListVpcsAsync(output, cancellationToken), failed);

    /// <summary>The VPC that is meant.</summary>
    public static Task<Vpc> FindAsync(ICloudParts parts, Reference reference, CancellationToken cancellationToken) =>
        Vpcs.FindAsync(reference, output => parts.Networks.ListVpcsAsync(output, cancellationToken));
}
