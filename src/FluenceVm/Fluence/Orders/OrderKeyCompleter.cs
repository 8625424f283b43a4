using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;

namespace FluenceVm.Fluence.Orders;

/// <summary>Completes the keys of the orders that this machine remembers, with their states. Nothing is asked of a service.</summary>
public sealed class OrderKeyCompleter : ConnectedCompleter
{
    private protected override IReadOnlyList<Candidate> Load(object? connection) =>
    [
        .. new JournalHome().All()
            .Where(operation => operation.Kind == OperationKind.Order && OrderSteps.IsOfVms(operation))
            .Select(OrderSteps.ToOrder)
            .GroupBy(order => order.Key, StringComparer.Ordinal)
            .Select(group => new Candidate(group.Key, group.Key, $"{group.Last().State}, {group.Last().Name}")),
    ];
}
