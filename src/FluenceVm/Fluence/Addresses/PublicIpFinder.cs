using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>Finds addresses.</summary>
internal static class PublicIpFinder
{
    public static PartFinder<PublicIp> PublicIps => new(
        Messages.KindPublicIp, "FluencePublicIp", (client, output, token) => client.Parts.PublicIps.ListAsync(output, token));
}
