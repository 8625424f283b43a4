using FluenceVm.Cudos;
using FluenceVm.Cudos.Context;
using FluenceVm.Engine;
using FluenceVm.Fluence.Context;
using FluenceVm.Model;

namespace FluenceVm.Costs;

/// <summary>What everything costs in each connected cloud, or in one. One that is down is an error, and the other still comes.</summary>
internal sealed class AccountCosts(AsyncCmdlet cmdlet, RunspaceConnections connections, FluenceContext? only)
{
    /// <param name="output">Takes what each cloud costs.</param>
    /// <param name="failed">Is told of a cloud that can't be read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task MeasureAsync(Action<RunningCost> output, Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        var fluence = only is null ? await cmdlet.AskAsync(() => connections.CurrentFluence(mayFetch: true))
            : only as FluenceSession ?? throw CmdletException.ConnectionClosed(only);
        var cudos = only is null ? connections.Cudos : null;
        if (fluence is null && cudos is null)
        {
            throw CudosErrors.NotConnectedToAny();
        }
        if (fluence is not null)
        {
            await TryAsync(Cloud.Fluence, async () => output(await MeasureAsync(fluence, cancellationToken)), failed);
        }
        if (cudos is { Owner: not null })
        {
            await TryAsync(Cloud.Cudos, async () => output(await MeasureAsync(cudos, cancellationToken)), failed);
        }
    }

    private Task<bool> TryAsync(Cloud cloud, Func<Task> measure, Action<string, Exception> failed) => cmdlet.ForItemAsync(cloud, async () =>
    {
        try
        {
            await measure();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failed(cloud.ToString(), error);
            throw;
        }
    });

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
