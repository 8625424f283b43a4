using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>
/// Removes what VMs that have ended leave behind, each thing as soon as it is free: a slow VM delays no other. A security group
/// costs nothing, so no removal fails over it.
/// </summary>
internal sealed class BelongingsRemoval(CloudRequests requests, BelongingsFinder finder, Action<VmOutcome> output)
{
    private static readonly TimeSpan GroupsPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(
        IReadOnlyList<EndingVm> vms, VmRemoval removal, OperationJournal journal, CancellationToken cancellationToken)
    {
        Settle([.. vms.Where(vm => vm.Refusal is not null)]);
        List<EndingVm> waiting = [.. vms.Where(vm => vm.Refusal is null)];
        try
        {
            if (waiting.Count > 0)
            {
                await finder.SortAsync(waiting, removal, journal, cancellationToken);
                await RemoveAsync(waiting, cancellationToken);
            }
        }
        catch (Exception failure)
        {
            // Whatever ends it: what is still billed is named.
            Fail(waiting, failure);
            Settle([.. waiting]);
            throw;
        }
    }

    private async Task RemoveAsync(List<EndingVm> waiting, CancellationToken cancellationToken)
    {
        var start = requests.Time.GetTimestamp();
        var backoff = new Backoff(FirstPause, LongestPause);
        using var deadline = new Deadline(Guesses.LongestEnding, requests.Time, cancellationToken);
        while (true)
        {
            var trouble = await TryRemoveAsync(waiting, cancellationToken);
            var elapsed = requests.Time.GetElapsedTime(start);
            if (deadline.IsOver)
            {
                var timedOut = Text.Of(nameof(Messages.RemovalTimedOut), Guesses.LongestEnding.TotalMinutes);
                Fail(waiting, trouble ?? new TimeoutException(timedOut));
            }
            var settled = waiting.ToLookup(
                vm => vm.Failure is not null || vm.Waiting.All(each => each.IsGroup && elapsed >= GroupsPatience));
            waiting.Clear();
            waiting.AddRange(settled[false]);
            Settle([.. settled[true]]);
            if (waiting.Count == 0)
            {
                return;
            }
            await deadline.DelayAsync(backoff.Next());
        }
    }

    private static void Fail(List<EndingVm> waiting, Exception failure)
    {
        foreach (var vm in waiting)
        {
            vm.Failure ??= failure;
        }
    }

    /// <summary>Removes what is free by now; trouble that may pass is handed back.</summary>
    private async Task<Exception?> TryRemoveAsync(List<EndingVm> waiting, CancellationToken cancellationToken)
    {
        try
        {
            var users = await finder.FindUsersAsync([.. waiting.SelectMany(vm => vm.Waiting)], cancellationToken);
            var ending = new HashSet<string>(waiting.Select(vm => vm.Id), StringComparer.OrdinalIgnoreCase);
            Exception? trouble = null;
            await Several.EachAsync(waiting, async vm =>
            {
                foreach (var belonging in vm.Waiting.ToArray())
                {
                    trouble = await TryRemoveAsync(vm, belonging, users, ending, cancellationToken) ?? trouble;
                }
            });
            return trouble;
        }
        catch (Exception exception) when (Certainty.IsTrouble(exception))
        {
            return exception;
        }
    }

    private async Task<Exception?> TryRemoveAsync(
        EndingVm vm,
        Belonging belonging,
        IReadOnlyDictionary<string, IReadOnlyList<string>> users,
        HashSet<string> ending,
        CancellationToken cancellationToken)
    {
        var isThere = users.TryGetValue(belonging.Id, out var used);
        if (used is { Count: > 0 } && used.Any(user => !ending.Contains(user)))
        {
            vm.LetBe(belonging);
            return null;
        }
        if (used is { Count: > 0 })
        {
            return null;
        }
        try
        {
            if (isThere)
            {
                await SendAsync(vm, belonging, cancellationToken);
            }
            vm.Removed(belonging);
            return null;
        }
        catch (FluenceApiException refusal) when (Certainty.IsRefusal(refusal) && refusal.Status is not (409 or 429))
        {
            vm.Failure = belonging.IsGroup ? vm.Failure : refusal;
            return refusal;
        }
        catch (Exception exception) when (Certainty.IsTrouble(exception))
        {
            // Not let go of after all, or the response was lost: the next look will tell.
            return exception;
        }
    }

    private Task<bool> SendAsync(EndingVm vm, Belonging belonging, CancellationToken cancellationToken)
    {
        // A list that lags may still show what an earlier run removed.
        return vm.Run.Operation.Step(belonging.StepName).Outcome == StepOutcome.Done
            ? DeleteAsync(cancellationToken)
            : vm.Run.SendAsync(belonging.StepName, DeleteAsync, _ => [], cancellationToken, again: true);

        async Task<bool> DeleteAsync(CancellationToken token)
        {
            await requests.DeleteAsync(belonging.Path, token);
            return true;
        }
    }

    private void Settle(IReadOnlyList<EndingVm> vms)
    {
        foreach (var vm in vms)
        {
            output(vm.ToOutcome());
        }
    }
}
