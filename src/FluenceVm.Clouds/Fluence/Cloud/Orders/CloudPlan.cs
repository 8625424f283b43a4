using System.Text.Json;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>What an order resolved to, and the service's own price for it.</summary>
internal sealed class CloudPlan(CloudPlanWire wire, IReadOnlyList<string> unregisteredKeys) : OrderPlan
{
    public CloudPlanWire Wire => wire;

    /// <summary>Public keys of the order that are registered only when it is placed.</summary>
    public IReadOnlyList<string> UnregisteredKeys => unregisteredKeys;

    public override Estimate Estimate => new()
    {
        Count = wire.Count,
        PricePerHour = PricePerHour,
        IncrementalPricePerHour = wire.Places.Sum(place => place.IncrementalPricePerHour * place.Count),
        TotalPricePerEpoch = PricePerHour * (decimal)Epoch.Length.TotalHours,
        MaxPricePerEpoch = wire.Places.Max(place => place.PricePerHour) * (decimal)Epoch.Length.TotalHours,
        Currency = Amounts.Currency,
    };

    public override IReadOnlyList<PlannedPlace> Places =>
        [.. wire.Places.Where(place => place.Country is not null)
            .Select(place => new PlannedPlace(place.Country!, place.Count, place.PricePerHour))];

    private decimal PricePerHour => wire.Places.Sum(place => place.PricePerHour * place.Count);

    /// <summary>The same plan with the ids of all keys.</summary>
    public CloudPlan With(IReadOnlyList<string> newKeyIds) => new(wire with { SshKeyIds = [.. wire.SshKeyIds, .. newKeyIds] }, []);

    public string ToJson() => JsonSerializer.Serialize(wire, CloudJson.Default.CloudPlanWire);

    public static CloudPlan? Read(string? json) =>
        json is not null && JsonSerializer.Deserialize(json, CloudJson.Default.CloudPlanWire) is { } wire ? new CloudPlan(wire, []) : null;
}
