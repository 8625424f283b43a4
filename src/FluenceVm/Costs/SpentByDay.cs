using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Model;
using FluenceVm.Reports;

namespace FluenceVm.Costs;

/// <summary>What was spent in the days of a report: in all, on each thing, and day by day by type and by VM.</summary>
internal sealed class SpentByDay(ICosts costs, ChargeQuery query)
{
    // As many as have a colour of their own; the rest is one more.
    private const int MostVms = 8;
    private static readonly string[] TypesInOrder = [BilledType.Vm, BilledType.Storage, BilledType.PublicIp];

    public async Task<FleetReport> AddToAsync(FleetReport report, CancellationToken cancellationToken)
    {
        var total = await costs.SumChargesAsync(query, cancellationToken);
        var spent = await ListAsync(query, cancellationToken);
        var byType = await ListAsync(query with { GroupBy = ChargeGroup.Type, Period = ChargePeriod.Day }, cancellationToken);
        var types = ByDay(byType.ToLookup(charge => charge.Type ?? string.Empty, StringComparer.Ordinal));
        return report with
        {
            Total = total,
            Spent = spent,
            ByType = Sorted(types, total.Currency),
            ByVm = await ByVmAsync(spent, types, total.Currency, cancellationToken),
        };
    }

    private async Task<DailyCosts> ByVmAsync(
        List<Charge> spent, Dictionary<string, decimal[]> types, string currency, CancellationToken cancellationToken)
    {
        List<Charge> vms = [.. spent.Where(charge => charge is { Type: BilledType.Vm, ResourceId: not null })
            .OrderByDescending(charge => charge.Cost ?? 0)];
        var series = new List<(string Name, decimal[] Costs)>();
        foreach (var vm in vms.Take(MostVms))
        {
            var days = await ListAsync(query with { ResourceId = vm.ResourceId, Period = ChargePeriod.Day }, cancellationToken);
            series.Add((vm.Name ?? vm.ResourceId!, ByDay(days.ToLookup(_ => string.Empty)).Values.FirstOrDefault() ?? new decimal[Length]));
        }
        if (vms.Count > MostVms && types.TryGetValue(BilledType.Vm, out var all))
        {
            series.Add((Messages.ReportOtherVms, [.. all.Select((cost, day) => cost - series.Sum(each => each.Costs[day]))]));
        }
        return ToDaily(series, currency);
    }

    private int Length => (query.To - query.From).Days + 1;

    private Dictionary<string, decimal[]> ByDay(ILookup<string, Charge> charges)
    {
        var days = new Dictionary<string, decimal[]>(StringComparer.Ordinal);
        foreach (var group in charges)
        {
            var costs = days[group.Key] = new decimal[Length];
            foreach (var charge in group)
            {
                costs[(charge.From - query.From).Days] += charge.Cost ?? 0;
            }
        }
        return days;
    }

    private DailyCosts Sorted(Dictionary<string, decimal[]> types, string currency) => ToDaily(
        [.. types.OrderBy(pair => (uint)Array.IndexOf(TypesInOrder, pair.Key)).Select(pair => (pair.Key, pair.Value))], currency);

    private DailyCosts ToDaily(List<(string Name, decimal[] Costs)> series, string currency) => new(
        [.. series.Select(each => each.Name)],
        [.. Enumerable.Range(0, Length).Select(day => new DayCosts(
            query.From.AddDays(day),
            [.. series.Select(each => each.Costs[day])]))],
        currency);

    private async Task<List<Charge>> ListAsync(ChargeQuery asked, CancellationToken cancellationToken)
    {
        var charges = new List<Charge>();
        await costs.ListChargesAsync(asked, charges.Add, cancellationToken);
        return charges;
    }
}
