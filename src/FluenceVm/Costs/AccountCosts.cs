using FluenceVm.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Costs;

/// <summary>What everything costs in each connected cloud, or in one. One that is down is an error, and the other still comes.</summary>
internal sealed class AccountCosts(AsyncCmdlet cmdlet, RunspaceConnections connections, FluenceContext? only)
{
    public async Task MeasureAsync(Action<RunningCost> output, CancellationToken cancellationToken)
    {
        var fluence = only is null ? connections.CurrentFluence()
            : only as FluenceSession ?? throw CmdletException.ConnectionClosed(only);
        var cudos = only is null ? connections.Cudos : null;
        if (fluence is null && cudos is null)
        {
            throw CudosErrors.NotConnectedToAny();
        }
        if (fluence is not null)
        {
            await cmdlet.ForItemAsync(Cloud.Fluence, async () => output(await MeasureAsync(fluence, cancellationToken)));
        }
        if (cudos is { Owner: not null })
        {
            await cmdlet.ForItemAsync(Cloud.Cudos, async () => output(await MeasureAsync(cudos, cancellationToken)));
        }
    }

    private async Task<RunningCost> MeasureAsync(FluenceSession session, CancellationToken cancellationToken)
    {
        var client = await session.OpenAsync(report => cmdlet.Report(report.ToString()), cmdlet.Tell, cmdlet.Warn, cancellationToken);
        return await client.Costs.MeasureAsync(cancellationToken);
    }

    private async Task<RunningCost> MeasureAsync(CudosSession session, CancellationToken cancellationToken)
    {
        var client = session.Open(report => cmdlet.Report(report.ToString()), cmdlet.Tell);
        var items = new List<BilledItem>();
        await client.ListMachinesAsync(session.Owner, null, machine => Add(machine), cancellationToken);
        return RunningCost.Of(nameof(Cloud.Cudos), BilledMachine.Currency, items);

        void Add(Machine machine)
        {
            if (!machine.IsOver)
            {
                items.Add(BilledMachine.From(machine));
            }
        }
    }
}
