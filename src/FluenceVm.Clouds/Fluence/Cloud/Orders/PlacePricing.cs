using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Json;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>Asks the service what a VM of an order costs in a place.</summary>
internal sealed class PlacePricing(CloudRequests requests, VmOrder order, CloudPlanWire plan, OrderNetwork network)
{
    // A place that has run out since the service told of its room is passed over.
    private const int MostPlaces = 3;

    /// <summary>The first of some places that has room.</summary>
    /// <param name="places">The places, the cheapest first; one at least.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FluenceApiException">None has.</exception>
    public async Task<CloudPlaceWire> PriceAsync(IReadOnlyList<Placement> places, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await EstimateAsync(PlaceOf(places[i]), cancellationToken);
            }
            catch (FluenceApiException refusal) when (IsAboutRoom(refusal) && i + 1 < Math.Min(places.Count, MostPlaces))
            {
                // The next cheapest may have room.
            }
        }
    }

    /// <summary>Whether a place was refused because it has no room.</summary>
    public static bool IsAboutRoom(FluenceApiException refusal) => refusal.Status == 422
        && ErrorWire.Parse(refusal.Body).Violations.Any(violation => (violation.Violation ?? violation).Type
            is "computeCapacity" or "storageCapacity" or "publicIpCapacity" or "priceUnavailable");

    private CloudPlaceWire PlaceOf(Placement place)
    {
        var subnet = network.SubnetIn(place.ClusterId);
        if (subnet is null && plan.Ports.Count > 0)
        {
            throw Fault.State(nameof(Messages.NoNetworkForPorts));
        }
        return new CloudPlaceWire
        {
            ClusterId = place.ClusterId,
            ConfigurationId = place.Size.Id,
            BootDiskGB = place.BootDisk.VolumeGB,
            SubnetId = subnet?.Id,
            VpcId = subnet?.VpcId,
            PricePerHour = place.PricePerHour,
            IncrementalPricePerHour = place.PricePerHour,
        };
    }

    private async Task<CloudPlaceWire> EstimateAsync(CloudPlaceWire place, CancellationToken cancellationToken)
    {
        if (CloudSpec.Question(plan, place, order) is not { } question)
        {
            return place;
        }
        var change = Change.Post("v3/vm-estimates", question, CloudJson.Default.VmSpecWire) with { ReadsOnly = true };
        using var answer = await requests.SendRawAsync(change, cancellationToken);
        var estimate = await answer.ReadObjectAsync(CloudJson.Default.EstimateWire, cancellationToken);
        var faults = requests.ProblemsOf(answer);
        faults.Unnamed = nameof(Messages.TheEstimate);
        var total = faults.Require(estimate.HourlyTotal, "hourlyTotal", null);
        faults.ThrowIfAny();
        var limit = order.Constraints.MaxTotalPricePerEpoch / (decimal)Epoch.Length.TotalHours;
        return total > limit
            ? throw Fault.Argument(
                nameof(Messages.PlaceAboveLimit),
                total * (decimal)Epoch.Length.TotalHours,
                order.Constraints.MaxTotalPricePerEpoch)
            : place with { PricePerHour = total, IncrementalPricePerHour = estimate.HourlyIncremental.Value ?? total };
    }
}
