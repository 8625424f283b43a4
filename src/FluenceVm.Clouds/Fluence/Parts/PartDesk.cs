using FluenceVm.Clouds.Journal;

namespace FluenceVm.Clouds.Fluence.Parts;

/// <summary>
/// Buys disks and addresses by the journal, so that none is ever bought twice: the step's mark is the idempotency key, under which
/// the service gives the same thing again.
/// </summary>
/// <param name="journal">The journal of the client's account.</param>
public sealed class PartDesk(OperationJournal journal)
{
    private const string Create = "create";

    /// <summary>Finds what the same order under the same key has bought. Reads the journal alone.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="asked">What the user said.</param>
    /// <returns>The thing's id; null if nothing was bought yet.</returns>
    /// <exception cref="Model.Errors.OrderConflictException">The key belongs to another order.</exception>
    public string? FindBought(string key, AskedText asked) =>
        journal.FindEarlier(OperationKind.Part, key, asked.ToString())?.Steps
            .FirstOrDefault(step => step is { Name: Create, Outcome: StepOutcome.Done })?.Ids[0];

    /// <summary>Buys a thing, or finds what the same order under the same key has bought.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="asked">What the user said.</param>
    /// <param name="create">Sends the order under an idempotency key.</param>
    /// <param name="idOf">The thing's id.</param>
    /// <param name="cancellationToken">Ends the waiting, not the order.</param>
    /// <returns>The thing; null if an earlier command bought it already, with its id in <see cref="Bought"/>.</returns>
    /// <exception cref="Model.Errors.OrderConflictException">The key belongs to another order, or another command is placing
    /// it.</exception>
    public async Task<T?> BuyAsync<T>(
        string key,
        AskedText asked,
        Func<string, CancellationToken, Task<T>> create,
        Func<T, string> idOf,
        CancellationToken cancellationToken)
        where T : class
    {
        using var run = journal.Begin(OperationKind.Part, key, asked.ToString());
        if (run.Operation.Steps.Count == 0)
        {
            run.Plan(null, new OperationStep { Name = Create, Mark = $"fluencevm-{run.Operation.Id}" });
        }
        var step = run.Operation.Step(Create);
        if (step.Outcome == StepOutcome.Done)
        {
            Bought = step.Ids[0];
            return null;
        }
        return await run.SendAsync(Create, token => create(step.Mark!, token), thing => [idOf(thing)], cancellationToken, again: true);
    }

    /// <summary>The id of what an earlier command under the same key bought.</summary>
    public string? Bought { get; private set; }
}
