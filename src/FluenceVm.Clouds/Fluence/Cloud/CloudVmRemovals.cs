using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Fluence.Cloud;

/// <summary>
/// Terminates VMs, side by side, and then removes the boot disk and the address that an order created with each: they go on
/// being billed after the VM's end, and can be removed only then. A security group of this module goes too, where nothing else
/// has it; as it costs nothing, no removal fails over it.
/// </summary>
internal sealed class CloudVmRemovals(CloudRequests requests, CloudVms vms, CloudOrphans orphans, CloudSecurityGroups groups)
{
    private const int MaxConcurrency = 8;
    private static readonly TimeSpan RemovalTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan GroupTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InitialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(10);

    public async Task RunAsync(VmRemoval removal, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        var found = await vms.GetAsync(removal.Ids, ["bootDisk", "dataDisks", "publicIp", "networkInterfaces"], (wire, faults) => new EndingVm(wire, removal, faults), cancellationToken);
        var known = found.ToDictionary(vm => vm.Id, StringComparer.OrdinalIgnoreCase);
        var ended = new List<EndingVm>();
        FluenceApiException? refusedKey = null;
        var gate = new object();

        await Bounded.ForEachAsync(removal.Ids, MaxConcurrency, EndAsync, cancellationToken);
        await RemoveBelongingsAsync(ended, output, cancellationToken);

        async Task EndAsync(string id, CancellationToken token)
        {
            var vm = known.TryGetValue(id, out var listed) ? listed : new EndingVm(id);
            var error = refusedKey ?? (CloudVms.IsId(id) ? await TerminateAsync(vm, token) : CloudVms.NotAnId(id));
            lock (gate)
            {
                refusedKey ??= error is FluenceApiException { Status: 401 or 403 } refusal ? refusal : null;
                if (error is not null || (vm.ToRemove.IsEmpty && vm.GroupId is null))
                {
                    output(new VmOutcome { Id = id, Error = error, StillBilled = error is null ? vm.ToKeep : [] });
                }
                else
                {
                    ended.Add(vm);
                }
            }
        }
    }

    private async Task<Exception?> TerminateAsync(EndingVm vm, CancellationToken cancellationToken)
    {
        if (vm.IsEnding)
        {
            return null;
        }
        var context = requests.NewContext();
        try
        {
            using var response = await requests.SendAsync(HttpMethod.Post, $"{CloudVms.Path}/{vm.Id}/terminate", context, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException)
        {
            // A VM that is ending already refuses to be ended; after a lost response, that response was the success.
            return context.MayHaveRunBefore && exception is FluenceApiException { Status: 404 or 406 or 409 } ? null : exception;
        }
    }

    private async Task RemoveBelongingsAsync(List<EndingVm> waiting, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        var start = requests.Time.GetTimestamp();
        for (var delay = InitialDelay; waiting.Count > 0; delay = delay + delay < MaxDelay ? delay + delay : MaxDelay)
        {
            var failure = await TryRemoveAsync(waiting, cancellationToken);
            await TryRemoveGroupsAsync(waiting, isLast: requests.Time.GetElapsedTime(start) >= GroupTimeout, cancellationToken);
            Settle(waiting, output, vm => (vm.ToRemove.IsEmpty && vm.GroupId is null) || vm.Failure is not null);
            if (waiting.Count == 0)
            {
                return;
            }
            if (requests.Time.GetElapsedTime(start) >= RemovalTimeout)
            {
                waiting.ForEach(vm => vm.Failure = failure ?? new TimeoutException(Text.Of(nameof(Messages.RemovalTimedOut), RemovalTimeout.TotalMinutes)));
                Settle(waiting, output, _ => true);
                return;
            }
            await requests.Time.Delay(delay, cancellationToken);
        }
    }

    /// <summary>Removes what is free by now; what failed and may pass is handed back.</summary>
    private async Task<Exception?> TryRemoveAsync(List<EndingVm> waiting, CancellationToken cancellationToken)
    {
        try
        {
            var items = waiting.SelectMany(vm => vm.ToRemove.Values.Select(item => (Item: item, Owner: vm))).ToArray();
            if (items.Length == 0)
            {
                return null;
            }
            var used = await orphans.FindUsedAsync([.. items.Select(each => each.Item)], cancellationToken);
            var free = items.Where(each => !used.TryGetValue(each.Item.Id, out var isUsed) || !isUsed);
            await Bounded.ForEachAsync(free, MaxConcurrency, (each, token) => RemoveAsync(each.Item, each.Owner, used.ContainsKey(each.Item.Id), token), cancellationToken);
            return null;
        }
        catch (FluenceApiException refusal) when (IsFinal(refusal))
        {
            waiting.ForEach(vm => vm.Failure = refusal);
            return refusal;
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
        {
            return exception;
        }
    }

    /// <summary>Removes the groups that no interface has by now; what another VM has is none of this removal's.</summary>
    private async Task TryRemoveGroupsAsync(List<EndingVm> waiting, bool isLast, CancellationToken cancellationToken)
    {
        var concerned = waiting.Where(vm => vm.GroupId is not null).ToArray();
        if (concerned.Length == 0)
        {
            return;
        }
        try
        {
            var ending = new HashSet<string>(concerned.SelectMany(vm => vm.Interfaces), StringComparer.OrdinalIgnoreCase);
            var used = (await groups.RemoveUnusedAsync(concerned.Select(vm => vm.GroupId!), cancellationToken))
                .Where(group => ending.IsSupersetOf(group.AttachedTo!)).ToDictionary(group => group.Id!, StringComparer.OrdinalIgnoreCase);
            foreach (var vm in concerned)
            {
                var isUsed = used.TryGetValue(vm.GroupId!, out var group);
                vm.LeftGroup = isUsed && isLast ? group!.Name : null;
                vm.GroupId = isUsed && !isLast ? vm.GroupId : null;
            }
        }
        catch (Exception exception) when (exception is FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
        {
            if (isLast || exception is FluenceApiException { Status: >= 400 and < 500 and not (406 or 408 or 409 or 429) })
            {
                Array.ForEach(concerned, vm => (vm.LeftGroup, vm.GroupId) = (vm.GroupId, null));
            }
        }
    }

    private async Task RemoveAsync(Orphan orphan, EndingVm owner, bool isThere, CancellationToken cancellationToken)
    {
        try
        {
            if (isThere)
            {
                await orphans.DeleteAsync(orphan, cancellationToken);
            }
            owner.ToRemove.TryRemove(orphan.Id, out _);
        }
        catch (FluenceApiException exception) when (exception.Status is 406 or 409)
        {
            // Not let go of after all; the next look will tell.
        }
        catch (FluenceApiException exception) when (IsFinal(exception))
        {
            owner.Failure = exception;
        }
    }

    private static bool IsFinal(FluenceApiException exception) => exception.Status is >= 400 and < 500 and not (408 or 429);

    private static void Settle(List<EndingVm> waiting, Action<VmOutcome> output, Func<EndingVm, bool> isSettled)
    {
        foreach (var vm in waiting.Where(isSettled).ToArray())
        {
            waiting.Remove(vm);
            output(new VmOutcome { Id = vm.Id, Error = vm.Left(), StillBilled = vm.ToKeep, LeftGroup = vm.LeftGroup ?? vm.GroupId });
        }
    }
}
