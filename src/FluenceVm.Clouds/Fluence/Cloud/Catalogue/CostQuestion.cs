using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>Asks the service itself what a thing would cost per hour, in USD: <c>POST /v3/prices/cost</c>.</summary>
internal sealed class CostQuestion(CloudRequests requests)
{
    private const int SecondsPerHour = 3600;

    /// <summary>What a disk costs; null if the service has no price for it.</summary>
    public Task<decimal?> OfDiskAsync(string cluster, long sizeGB, bool replicated, CancellationToken cancellationToken)
    {
        var type = new PricedTypeWire { ClusterId = cluster, StorageType = DiskPlan.Type, Replicated = replicated };
        return AskAsync(new AskedResourceWire { Storage = new AskedThingWire { ResourceId = type, VolumeGb = sizeGB } }, cancellationToken);
    }

    /// <summary>What an address costs; null if the service has no price for it.</summary>
    public Task<decimal?> OfAddressAsync(string cluster, CancellationToken cancellationToken)
    {
        var type = new PricedTypeWire { ClusterId = cluster, AddressType = DiskPlan.AddressType };
        return AskAsync(new AskedResourceWire { PublicIp = new AskedThingWire { ResourceId = type } }, cancellationToken);
    }

    private async Task<decimal?> AskAsync(AskedResourceWire resource, CancellationToken cancellationToken)
    {
        var body = new AskedCostWire { Resources = [resource], Secs = SecondsPerHour };
        var question = Change.Post("v3/prices/cost", body, CloudJson.Default.AskedCostWire) with { ReadsOnly = true };
        try
        {
            return (await requests.SendAsync(question, CloudJson.Default.CostWire, cancellationToken)).TotalCost.Value;
        }
        catch (FluenceApiException refusal) when (refusal.Status == 422)
        {
            return null;
        }
    }
}
