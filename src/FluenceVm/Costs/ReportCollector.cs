using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Journal;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Fluence.Costs;
using FluenceVm.Model;
using FluenceVm.Reports;

namespace FluenceVm.Costs;

/// <summary>Gathers what a report tells. A part that can't be read is an error of its own, and a note in the report.</summary>
internal sealed class ReportCollector(
    AsyncCmdlet cmdlet, RunspaceConnections connections, FluenceContext? only, Func<Task<OperationJournal>> openJournal)
{
    private readonly List<string> _notes = [];

    public async Task<FleetReport> CollectAsync(Days days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var costs = new List<RunningCost>();
        await new AccountCosts(cmdlet, connections, only).MeasureAsync(costs.Add, Note, cancellationToken);
        var report = new FleetReport { MadeAt = now, From = days.From, To = days.To, Costs = costs, Account = NameOfAccount() };
        var session = only as FluenceSession ?? await cmdlet.AskAsync(() => connections.CurrentFluence(mayFetch: true));
        if (session is not null)
        {
            var client = await session.OpenAsync(each => cmdlet.Report(each.ToString()), cmdlet.Tell, cmdlet.Warn, cancellationToken);
            report = await AddAsync(report, client, cancellationToken);
            report = report with { UnknownOrders = await OrdersAsync() };
        }
        return report with { Notes = _notes };
    }

    // Only generation Cloud keeps an account of what was spent, and lets things outlive their VMs.
    private async Task<FleetReport> AddAsync(FleetReport report, IFluenceClient client, CancellationToken cancellationToken)
    {
        if (client.ApiVersion != FluenceApiVersion.Cloud)
        {
            return report;
        }
        var orphans = new List<Orphan>();
        await TryAsync(Messages.ReportOrphans, () => client.ListOrphansAsync(orphans.Add, cancellationToken));
        report = report with { Orphans = orphans };
        var spent = new SpentByDay(client.Costs, new ChargeQuery(report.From, report.To));
        await TryAsync(Messages.ReportByDay, async () => report = await spent.AddToAsync(report, cancellationToken));
        return report;
    }

    private async Task<IReadOnlyList<Order>> OrdersAsync()
    {
        IReadOnlyList<Order> unknown = [];
        await TryAsync(Messages.ReportOrders, async () => unknown = [.. (await openJournal()).All()
            .Where(operation => operation.Kind == OperationKind.Order && OrderSteps.IsOfVms(operation))
            .Select(OrderSteps.ToOrder)
            .Where(order => order.State == OrderState.Unknown)]);
        return unknown;
    }

    private Task<bool> TryAsync(string part, Func<Task> read) => cmdlet.ForItemAsync(part, async () =>
    {
        try
        {
            await read();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Note(part, error);
            throw;
        }
    });

    private void Note(string part, Exception error) => _notes.Add(Text.Of(nameof(Messages.ReportPartMissing), part, error.Message));

    private string NameOfAccount()
    {
        var fluence = only ?? connections.CurrentFluence(mayFetch: false);
        string?[] names = [fluence?.ToString(), only is null ? connections.Cudos?.ToString() : null];
        return string.Join(", ", names.OfType<string>());
    }
}
