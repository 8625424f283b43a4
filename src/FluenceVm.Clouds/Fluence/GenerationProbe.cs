using FluenceVm.Clouds.Http;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence;

/// <summary>
/// Finds out which generation a service speaks, by reads only. The newest comes first: it is what the public service is, and if a
/// service has several it is the one to speak. What the service says its version is isn't trusted.
/// </summary>
internal sealed class GenerationProbe(ServicePipeline pipeline, Action<RequestReport>? observer)
{
    public async Task<FluenceApiVersion> FindAsync(CancellationToken cancellationToken) =>
        await HasCloudAsync(cancellationToken) ? FluenceApiVersion.Cloud
        : await HasAsync("vms/v3", FluenceApiVersion.MarketV3, cancellationToken) ? FluenceApiVersion.MarketV3
        : await HasAsync("vms/v2", FluenceApiVersion.MarketV2, cancellationToken) ? FluenceApiVersion.MarketV2
        : throw Fault.NotSupported(nameof(Messages.ServiceTooOld));

    // The vendor's own test: without credentials, a route that is there asks for them, and one that isn't there is not found.
    private async Task<bool> HasCloudAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await ReadAsync("v3/vpcs", FluenceApiVersion.Cloud, anonymous: true, cancellationToken);
            return false;
        }
        catch (FluenceApiException exception) when (exception.Status is 400 or 401 or 403 or 404 or 405)
        {
            // An older service may refuse a request without a key before it says that it has no such route, with 403.
            return exception.Status is 400 or 401;
        }
    }

    // Known by its list of VMs, of which only the beginning is awaited.
    private async Task<bool> HasAsync(string path, FluenceApiVersion generation, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await ReadAsync(path, generation, anonymous: false, cancellationToken);
            return true;
        }
        catch (FluenceApiException exception) when (exception.Status is 404 or 405)
        {
            return false;
        }
    }

    private async Task<Response> ReadAsync(string path, FluenceApiVersion generation, bool anonymous, CancellationToken cancellationToken)
    {
        var context = new RequestContext { KeyHeaders = anonymous ? [] : KeyHeaders.Of(generation), Observer = observer };
        try
        {
            return await pipeline.SendAsync(HttpMethod.Get, path, null, context, cancellationToken);
        }
        catch (ServiceException error)
        {
            throw FluenceErrors.From(error);
        }
    }
}
