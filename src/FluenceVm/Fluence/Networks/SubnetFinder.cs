using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Networks;

/// <summary>Finds subnets.</summary>
internal static class SubnetFinder
{
    public static PartFinder<Subnet> Subnets => new(
        Messages.KindSubnet, "FluenceSubnet", (client, output, token) => client.Parts.Networks.ListSubnetsAsync(output, token));
}
