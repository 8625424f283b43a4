using System.Globalization;
using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Costs;

/// <summary>What was spent: <c>/v3/account/charges</c> (docs/services/fluence-cloud.md, "Money").</summary>
internal sealed class CloudCharges(CloudRequests requests, CloudCatalogue catalogue)
{
    private const string Path = "v3/account/charges";

    public async Task ListAsync(ChargeQuery query, Action<Charge> output, CancellationToken cancellationToken)
    {
        var places = query.GroupBy == ChargeGroup.Cluster ? await PlacesAsync(cancellationToken) : null;
        var mapper = new ChargeMapper(query, places);
        var asked = Asked("aggregated", query).Add("groupBy", NameOf(query.GroupBy));
        if (query.Period is { } period)
        {
            asked.Add("period", period == ChargePeriod.Day ? "DAY" : "MONTH");
        }
        using var response = await requests.GetAsync(asked.ToString(), cancellationToken);
        await FluenceRequests.StreamAsync(
            response,
            new SerializedItem<ChargeWire>(CloudJson.Default.ChargeWire),
            requests.ProblemsOf(response),
            mapper.ToModel,
            output,
            cancellationToken);
    }

    public async Task<Charge> SumAsync(ChargeQuery query, CancellationToken cancellationToken)
    {
        using var response = await requests.GetAsync(Asked("total", query).ToString(), cancellationToken);
        var problems = requests.ProblemsOf(response);
        var wire = await Json.JsonResponse.ReadObjectAsync(response, CloudJson.Default.TotalChargeWire, cancellationToken);
        var total = problems.Require(wire.Total, "total", null);
        problems.ThrowIfAny();
        return new Charge { From = query.From, To = query.To, Cost = total, Currency = Amounts.Currency };
    }

    private static Query Asked(string what, ChargeQuery query)
    {
        var asked = new Query($"{Path}/{what}").Add("startDate", Date(query.From)).Add("endDate", Date(query.To));
        if (query.Type is { } type)
        {
            asked.Add("resourceType", type);
        }
        return query.ResourceId is { } id ? asked.Add("resourceId", id) : asked;
    }

    private static string Date(DateTimeOffset day) => day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string NameOf(ChargeGroup group) => group switch
    {
        ChargeGroup.Type => "RESOURCE_TYPE",
        ChargeGroup.Cluster => "CLUSTER",
        _ => "RESOURCE",
    };

    // Only decorates: without it a cluster has its id.
    private async Task<ClusterMap?> PlacesAsync(CancellationToken cancellationToken)
    {
        var unknowns = new Unknowns(requests);
        var places = await unknowns.TryAsync(Messages.PartPlaces, () => catalogue.Places.LoadAsync(cancellationToken));
        unknowns.Tell(nameof(Messages.ChargeFactsUnknown));
        return places;
    }
}
