using FluenceVm.Clouds.Cudos;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>
/// What an order gives its user: the machine, perhaps after a wait, and only then what went wrong. If the pipeline is stopped
/// before it has the machine, a warning names it, because it is billed.
/// </summary>
/// <param name="cmdlet">Writes it.</param>
/// <param name="client">Looks at it.</param>
/// <param name="known">The machine as far as the order knows it: what is written if it can't be looked at.</param>
internal sealed class OrderedMachine(AsyncCmdlet cmdlet, CudosClient client, Machine known)
{
    /// <summary>The wait until it runs; null for none.</summary>
    public StateWait? Wait { get; init; }

    /// <summary>The order's key.</summary>
    public string Key { get; init; } = string.Empty;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        WaitResult? waited = null;
        var machine = known;
        Exception? failure = null;
        try
        {
            waited = Wait is null ? null : await Wait.WatchAsync([known.Id], cancellationToken);
            machine = await client.FindMachineAsync(known.Id, cancellationToken) ?? known;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failure = error;
        }
        finally
        {
            // It exists and costs, whether or not it could be looked at.
            if (!await cmdlet.DeliverAsync(machine))
            {
                cmdlet.NoteIfStopped(Text.Of(nameof(Messages.MachineStoppedBilled), known.Id, MachineText.Credit(known), Key));
            }
        }
        waited?.WriteFailures(cmdlet);
        if (failure is not null)
        {
            cmdlet.WriteFailure(failure, machine);
        }
    }
}
