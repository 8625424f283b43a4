using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Waiting;

/// <summary>
/// Waits until machines reach a state: one look per poll for all of them. Each cloud says how to look, and what is a dead end.
/// </summary>
public abstract class StateWaiter
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(15);

    // A list may show a new machine only some seconds after it was ordered.
    private static readonly TimeSpan UntilListed = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time;

    private protected StateWaiter(TimeProvider time) => _time = time;

    /// <summary>Waits for all of them; each is reported as soon as it is settled.</summary>
    /// <param name="ids">The machines' ids.</param>
    /// <param name="wanted">The state to wait for.</param>
    /// <param name="timeout">How long at the most.</param>
    /// <param name="poll">How long between two looks at first; it grows to 15 seconds.</param>
    /// <param name="progress">Is told the state of all of them after each look.</param>
    /// <param name="output">Takes the outcome of each machine, once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="WaitTimeoutException">Some didn't get there in time.</exception>
    public async Task WaitAsync(
        IReadOnlyList<string> ids,
        string wanted,
        TimeSpan timeout,
        TimeSpan poll,
        Action<IReadOnlyList<StateReport>> progress,
        Action<StateOutcome> output,
        CancellationToken cancellationToken)
    {
        var waiting = new List<string>(ids);
        var seen = new Dictionary<string, string>(IdComparer);
        var start = _time.GetTimestamp();
        var backoff = new Backoff(poll, MaxDelay, factor: 1.5);
        using var deadline = new Deadline(timeout, _time, cancellationToken);
        Exception? lastFailure = null;
        while (true)
        {
            try
            {
                var reports = await LookAsync(waiting, deadline.Token);
                progress(reports);
                foreach (var report in reports)
                {
                    seen[report.Id] = report.State;
                }
                var mayComeYet = _time.GetElapsedTime(start) < UntilListed;
                Settle(waiting, wanted, reports, id => mayComeYet && !seen.ContainsKey(id), output);
                lastFailure = null;
            }
            catch (OperationCanceledException exception) when (deadline.Ended(exception))
            {
                throw new WaitTimeoutException(waiting, wanted, timeout, lastFailure, seen);
            }
            catch (Exception failure) when (MayPass(failure))
            {
                // The machines launch and cost whether or not the service answers, so the waiting goes on.
                lastFailure = failure;
            }
            if (waiting.Count == 0)
            {
                return;
            }
            if (deadline.IsOver)
            {
                throw new WaitTimeoutException(waiting, wanted, timeout, lastFailure, seen);
            }
            await deadline.DelayAsync(backoff.Next());
        }
    }

    /// <summary>How ids are compared.</summary>
    private protected abstract StringComparer IdComparer { get; }

    /// <summary>The state that a machine which is no longer there has reached; null if none is.</summary>
    private protected abstract string? Gone { get; }

    /// <summary>Looks at machines; one that is missing from the response is no longer there.</summary>
    private protected abstract Task<IReadOnlyList<StateReport>> LookAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Whether a state is the wanted one, by whichever word.</summary>
    private protected virtual bool IsReached(string state, string wanted) =>
        string.Equals(state, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a state leads nowhere but to the machine's end, if that is not what is wanted.</summary>
    private protected abstract bool IsDeadEnd(string state, string wanted);

    /// <summary>Whether the next look may succeed after this failure.</summary>
    private protected abstract bool MayPass(Exception failure);

    private void Settle(
        List<string> waiting, string wanted, IReadOnlyList<StateReport> reports, Func<string, bool> mayCome, Action<StateOutcome> output)
    {
        var byId = reports.GroupBy(report => report.Id, IdComparer).ToDictionary(group => group.Key, group => group.First(), IdComparer);
        foreach (var id in waiting.ToArray())
        {
            var report = byId.TryGetValue(id, out var found) ? found : null;
            var reached = (report is null ? Gone : report.State) is { } state && IsReached(state, wanted);
            var error = reached ? null : FailureOf(id, report, wanted, mayCome);
            if (reached || error is not null)
            {
                waiting.Remove(id);
                output(new StateOutcome { Id = id, Error = error });
            }
        }
    }

    private WaitFailedException? FailureOf(string id, StateReport? report, string wanted, Func<string, bool> mayCome)
    {
        if (report is null)
        {
            return mayCome(id) ? null : new WaitFailedException(id, null, wanted);
        }
        if (!IsDeadEnd(report.State, wanted))
        {
            return null;
        }
        var state = report.Reason is null ? report.State : $"{report.State} ({report.Reason})";
        return new WaitFailedException(id, state, wanted);
    }
}
