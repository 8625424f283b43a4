using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Http;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Checks;

/// <summary>What the service tells anybody of itself: <c>GET /v3/service/status</c>.</summary>
/// <param name="IsInMaintenance">Whether it is being worked on; null if it doesn't say.</param>
/// <param name="Version">The version that it says it has; null if it doesn't say.</param>
internal sealed record ServiceState(bool? IsInMaintenance, string? Version)
{
    public const string Path = "v3/service/status";

    public static async Task<ServiceState?> ReadAsync(Response response, CancellationToken cancellationToken)
    {
        try
        {
            var wire = await response.ReadObjectAsync(CloudJson.Default.ServiceStatusWire, cancellationToken);
            return new ServiceState(wire.MaintenanceMode, wire.Version);
        }
        catch (InvalidResponseException)
        {
            // An older service, or a page of something in front of it, says other things there.
            return null;
        }
    }
}
