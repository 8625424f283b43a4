using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Finds subnets.</summary>
internal static class SubnetFinder
{
    public static PartFinder<Subnet> Subnets => new(Messages.KindSubnet, "FluenceSubnet");

    /// <summary>The subnets that are meant, each once.</summary>
    public static Task<IReadOnlyList<Subnet>> FindAsync(
        ICloudParts parts, IReadOnlyList<Reference> references, Action<CmdletException> failed, CancellationToken cancellationToken) =>
        Subnets.FindAsync(references, output => parts.Networks.ListSubnetsAsync(output, cancellationToken), failed);
}
