using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence;

/// <summary>Waits until VMs reach a status: one status request a poll for all of them.</summary>
public sealed class VmWaiter
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(15);

    // No status of these leads anywhere but to the VM's end (marketplace page, "Statuses"; Cloud, VM status).
    private static readonly HashSet<VmStatus> DeadEnds =
    [
        VmStatus.Terminated, VmStatus.Stopped, new("failed"), new("terminating"),
    ];

    private readonly IFluenceClient _client;
    private readonly TimeProvider _time;

    /// <summary>A waiter on a client.</summary>
    /// <param name="client">Answers the status requests.</param>
    public VmWaiter(IFluenceClient client)
        : this(client, TimeProvider.System)
    {
    }

    internal VmWaiter(IFluenceClient client, TimeProvider time)
    {
        _client = client;
        _time = time;
    }

    /// <summary>Waits for all of them; each is reported as soon as it is settled.</summary>
    /// <param name="ids">The VMs' ids.</param>
    /// <param name="wanted">The status to wait for.</param>
    /// <param name="timeout">How long at the most.</param>
    /// <param name="poll">How long between two requests at first; it grows to 15 seconds.</param>
    /// <param name="progress">Is told the state of all of them after each request.</param>
    /// <param name="output">Takes the outcome of each VM, once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitAsync(
        IReadOnlyList<string> ids,
        VmStatus wanted,
        TimeSpan timeout,
        TimeSpan poll,
        Action<IReadOnlyList<VmStatusReport>> progress,
        Action<VmOutcome> output,
        CancellationToken cancellationToken)
    {
        var waiting = new List<string>(ids);
        var start = _time.GetTimestamp();
        Exception? lastFailure = null;
        while (true)
        {
            try
            {
                var reports = await _client.GetStatusesAsync(waiting, cancellationToken).ConfigureAwait(false);
                progress(reports);
                Settle(waiting, wanted, reports, output);
                lastFailure = null;
            }
            catch (Exception failure) when (MayPass(failure))
            {
                // The VMs launch and cost whether or not the service answers, so the waiting goes on.
                lastFailure = failure;
            }
            if (waiting.Count == 0)
            {
                return;
            }
            var left = timeout - _time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                throw new WaitTimeoutException(waiting, wanted, timeout, lastFailure);
            }
            await _time.Delay(poll < left ? poll : left, cancellationToken).ConfigureAwait(false);
            poll = Longer(poll);
        }
    }

    private static void Settle(List<string> waiting, VmStatus wanted, IReadOnlyList<VmStatusReport> reports, Action<VmOutcome> output)
    {
        var byId = reports.GroupBy(report => report.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Status, StringComparer.OrdinalIgnoreCase);
        foreach (var id in waiting.ToArray())
        {
            var status = byId.TryGetValue(id, out var found) ? found : null;
            if (!IsSettled(id, status, wanted, out var error))
            {
                continue;
            }
            waiting.Remove(id);
            output(new VmOutcome { Id = id, Error = error });
        }
    }

    private static bool IsSettled(string id, VmStatus? status, VmStatus wanted, out Exception? error)
    {
        // A VM that was deleted leaves the list; whoever waits for its end has got it.
        var reached = status is null ? wanted == VmStatus.Terminated : status == wanted || (wanted == VmStatus.Active && status == VmStatus.Launched);
        error = reached ? null
            : status is null ? new WaitFailedException(id, null, wanted)
            : DeadEnds.Contains(status) ? new WaitFailedException(id, status, wanted)
            : null;
        return reached || error is not null;
    }

    private static TimeSpan Longer(TimeSpan poll)
    {
        var longer = TimeSpan.FromTicks(poll.Ticks + (poll.Ticks / 2));
        return poll >= Ceiling ? poll : longer > Ceiling ? Ceiling : longer;
    }

    private static bool MayPass(Exception failure) => failure
        is CloudConnectionException or TimeoutException or FluenceApiException { Status: 408 or 429 or >= 500 };
}
