using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Finds VPCs.</summary>
internal static class VpcFinder
{
    public static PartFinder<Vpc> Vpcs => new(
        Messages.KindVpc, "FluenceVpc", (client, output, token) => client.Parts.Networks.ListVpcsAsync(output, token));
}
