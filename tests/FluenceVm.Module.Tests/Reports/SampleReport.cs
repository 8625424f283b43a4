using FluenceVm.Model;
using FluenceVm.Reports;

namespace FluenceVm.ModuleTests.Reports;

/// <summary>Reports that tests look at.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset First = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An account with so many VMs, each with a disk, called by what <paramref name="nameOf"/> says.</summary>
    public static FleetReport Of(int vms, Func<int, string> nameOf)
    {
        List<BilledItem> items = [.. Enumerable.Range(0, vms).SelectMany(number => Vm(number, nameOf(number)))];
        return new FleetReport
        {
            MadeAt = First.AddDays(20),
            From = First,
            To = First.AddDays(19),
            Account = nameOf(0),
            Costs = [RunningCost.Of("Fluence", "USD", items) with { Balance = 100.5m, RunsOutAt = First.AddDays(60), DebtSteps = Steps() }],
            Total = new Charge { Cost = 1_234.567m },
            ByType = Days(["VM", "STORAGE", "PUBLIC_IP"]),
            ByVm = Days([.. Enumerable.Range(0, 9).Select(nameOf)]),
            Spent = [.. items.Select(
                (item, number) => new Charge { Type = item.Type, Name = item.Name, ResourceId = item.Id, Cost = number })],
            Orphans = [new Orphan { Type = "STORAGE", Name = nameOf(1), Id = "orphan-1", PricePerHour = 0.0018m }],
            UnknownOrders = [new Order { Key = nameOf(2), Name = nameOf(3), Count = 2, Message = nameOf(4) }],
            Notes = [nameOf(5)],
        };
    }

    private static DebtStep[] Steps() =>
    [
        new() { At = First.AddDays(61), Removes = ["VM", "PUBLIC_IP"], Reason = "a debt", Basis = DateBasis.Documented },
        new() { At = First.AddDays(71), Removes = ["STORAGE"], Reason = "days", Basis = DateBasis.Guessed },
    ];

    private static DailyCosts Days(string[] series) => new(
        series,
        [.. Enumerable.Range(0, 20).Select(day => new DayCosts(First.AddDays(day), [.. series.Select((_, index) => 1.25m + day + index)]))],
        "USD");

    private static BilledItem[] Vm(int number, string name) =>
    [
        new() { Type = "VM", Id = $"vm-{number}", Name = name, Status = "launched", PricePerHour = 0.01m + (number % 97 * 0.001m) },
        new() { Type = "STORAGE", Id = $"disk-{number}", Name = $"{name}-disk", VmId = $"vm-{number}", PricePerHour = 0.0018m },
    ];
}
