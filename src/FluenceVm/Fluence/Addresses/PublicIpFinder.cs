using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Addresses;

/// <summary>Finds addresses.</summary>
internal static class PublicIpFinder
{
    public static PartFinder<PublicIp> PublicIps => new(Messages.KindPublicIp, "FluencePublicIp");

    /// <summary>The addresses that are meant, each once.</summary>
    public static Task<IReadOnlyList<PublicIp>> FindAsync(
        ICloudParts parts, IReadOnlyList<Reference> references, Action<CmdletException> failed, CancellationToken cancellationToken) =>
        PublicIps.FindAsync(references, output => parts.PublicIps.ListAsync(output, cancellationToken), failed);

    /// <summary>An address as it is now.</summary>
    public static async Task<PublicIp> ReadAsync(ICloudParts parts, PublicIp address, CancellationToken cancellationToken) =>
        (await parts.PublicIps.FindAsync([address.Id], cancellationToken)).FirstOrDefault() ?? throw PublicIps.NotFound(address.Id);
}
