using FluenceVm.Clouds.Fluence.Cloud.Catalogue;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Costs;

/// <summary>Says of each row which days it covers, as far as they were asked for.</summary>
internal sealed class ChargeMapper(ChargeQuery query, ClusterMap? places)
{
    public Charge? ToModel(ChargeWire wire, ReadProblems problems)
    {
        var owner = wire.ResourceId ?? wire.ResourceType ?? wire.ClusterId;
        var (from, to) = DaysOf(problems.Take(wire.PeriodStart, "periodStart", owner));
        return new Charge
        {
            From = from,
            To = to,
            Type = wire.ResourceType,
            Name = wire.ResourceName ?? PlaceOf(wire.ClusterId),
            ResourceId = wire.ResourceId,
            Cluster = wire.ClusterId,
            Configuration = wire.VmConfiguration,
            Quantity = problems.Take(wire.Quantity, "quantity", owner),
            UsageHours = problems.Take(wire.TotalUsageHours, "totalUsageHours", owner),
            Cost = problems.Expect(wire.TotalCost, "totalCost", owner),
            Currency = Amounts.Currency,
        };
    }

    private string? PlaceOf(string? cluster) =>
        query.GroupBy == ChargeGroup.Cluster ? places?.Of(cluster)?.ToString() ?? places?.NameOf(cluster) : null;

    private (DateTimeOffset From, DateTimeOffset To) DaysOf(DateTimeOffset? start)
    {
        if (start is not { } begin || query.Period is not { } period)
        {
            return (query.From, query.To);
        }
        var first = new DateTimeOffset(begin.UtcDateTime.Date, TimeSpan.Zero);
        var last = (period == ChargePeriod.Day ? first.AddDays(1) : first.AddMonths(1)).AddDays(-1);
        return (first < query.From ? query.From : first, last > query.To ? query.To : last);
    }
}
