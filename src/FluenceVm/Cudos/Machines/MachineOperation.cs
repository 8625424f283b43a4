using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
using FluenceVm.Cudos.Context;

namespace FluenceVm.Cudos.Machines;

/// <summary>The operation that a cmdlet's changes are steps of. It is taken with the first of them, so a question writes nothing.</summary>
internal sealed class MachineOperation : IDisposable
{
    private readonly CudosSession _session;
    private readonly string _asked;
    private readonly bool _isMadeUp;
    private OperationRun? _run;

    /// <param name="session">Whose it is.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">The user's key; null to make one up.</param>
    /// <param name="asked">What the user said.</param>
    public MachineOperation(CudosSession session, OperationKind kind, string? key, AskedText asked)
    {
        _session = session;
        _asked = asked.ToString();
        _isMadeUp = key is null;
        Kind = kind;
        Key = key ?? $"machine-{Guid.NewGuid():N}".Substring(0, 20);
    }

    /// <summary>Its kind.</summary>
    public OperationKind Kind { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>
    /// What the same request under the user's key has come to so far; null if there is nothing to go on with. Reads only.
    /// </summary>
    public async Task<Operation?> FindEarlierAsync(CancellationToken cancellationToken) =>
        _isMadeUp ? null : (await _session.OpenJournalAsync(cancellationToken)).FindEarlier(Kind, Key, _asked);

    /// <summary>Takes the operation for this command alone.</summary>
    public async Task<OperationRun> TakeAsync(CancellationToken cancellationToken) =>
        _run ??= (await _session.OpenJournalAsync(cancellationToken)).Begin(Kind, Key, _asked);

    /// <summary>Whether a machine's step of an earlier run was carried out. What isn't known is looked up on the chain.</summary>
    /// <param name="client">Looks it up.</param>
    /// <param name="machineId">The machine.</param>
    /// <param name="mayWrite">Whether what is found out may be written down.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Model.Errors.TransactionUnknownException">Nobody knows.</exception>
    public async Task<bool> IsDoneAsync(CudosClient client, string machineId, bool mayWrite, CancellationToken cancellationToken)
    {
        var earlier = await FindEarlierAsync(cancellationToken);
        if (earlier?.Steps.FirstOrDefault(step => step.Target == machineId) is not { } known)
        {
            return false;
        }
        return known.Outcome == StepOutcome.Done
            || (mayWrite && await client.Operations.SettleAsync(
                await TakeAsync(cancellationToken), machineId, cancellationToken));
    }

    /// <summary>Whether something was sent of which nobody knows what became of it.</summary>
    public static bool IsOpen(OperationRun run) =>
        run.Operation.Steps.Any(step => step.Outcome is StepOutcome.Sent or StepOutcome.Unknown);

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _run?.Dispose();
}
