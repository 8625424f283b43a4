using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Removals;

/// <summary>
/// Ends VMs, several at a time, and removes what this module made with each: its disks and its address go on being billed after
/// the VM's end, and can be removed only then (docs/architecture.md, "The life of a removal").
/// </summary>
internal sealed class CloudRemovals(CloudRequests requests, CloudVms vms, BelongingsFinder finder)
{
    private const string Terminate = "terminate";

    public async Task RunAsync(VmRemoval removal, OperationJournal journal, Action<VmOutcome> output, CancellationToken cancellationToken)
    {
        var known = (await vms.FindAsync(removal.Ids, cancellationToken)).ToDictionary(vm => vm.Id!, StringComparer.OrdinalIgnoreCase);
        var groups = await finder.FindGroupsAsync(removal.Ids, journal, cancellationToken);
        var ending = new List<EndingVm>();
        var gate = new object();
        FluenceApiException? refusedKey = null;
        try
        {
            await Several.EachAsync(removal.Ids, EndAsync);
            journal.NoteGone(ending.Where(vm => vm.Refusal is null).Select(vm => vm.Id));
            await new BelongingsRemoval(requests, finder, output).RunAsync(ending, removal, journal, cancellationToken);
        }
        finally
        {
            foreach (var vm in ending)
            {
                vm.Dispose();
            }
        }

        async Task EndAsync(string id)
        {
            if (!CloudIds.IsId(id))
            {
                Tell(new VmOutcome { Id = id, Error = Fault.Argument(nameof(Messages.CloudVmIdInvalid), id) });
                return;
            }
            if (refusedKey is not null)
            {
                Tell(new VmOutcome { Id = id, Error = refusedKey });
                return;
            }
            try
            {
                var vm = Begin(id);
                await TerminateAsync(vm, known.TryGetValue(id, out var wire) ? wire : null, cancellationToken);
                foreach (var group in vm.Refusal is null ? groups[id] : [])
                {
                    vm.Remove(group);
                }
                refusedKey = vm.Refusal as FluenceApiException is { Status: 401 or 403 } refusal ? refusal : refusedKey;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Tell(new VmOutcome { Id = id, Error = failure });
            }
        }

        EndingVm Begin(string id)
        {
            var vm = new EndingVm(
                id,
                journal.Begin(OperationKind.Removal, "remove-" + id, new AskedText("vm-removal/1").Add("vm", id).ToString()));
            lock (gate)
            {
                ending.Add(vm);
            }
            return vm;
        }

        void Tell(VmOutcome outcome)
        {
            lock (gate)
            {
                output(outcome);
            }
        }
    }

    private async Task TerminateAsync(EndingVm vm, CloudVmWire? wire, CancellationToken cancellationToken)
    {
        vm.DiskIds.AddRange(wire?.DiskIds ?? []);
        foreach (var step in vm.Run.Operation.Steps)
        {
            // An earlier removal that was interrupted knows what stayed.
            (step.Name.StartsWith("disk:", StringComparison.Ordinal)
                ? vm.DiskIds
                : step.Name.StartsWith("address:", StringComparison.Ordinal) ? vm.AddressIds : [])
                .Add(step.Target!);
        }
        if (wire?.Status is CloudVmStatus.Terminating or CloudVmStatus.Terminated)
        {
            return;
        }
        try
        {
            await (wire?.Status == CloudVmStatus.Draft ? DiscardAsync(vm, cancellationToken) : SendAsync(vm, cancellationToken));
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            vm.Refusal = await HasEndedAsync(vm, failure, cancellationToken) ? null : failure;
        }
    }

    private async Task SendAsync(EndingVm vm, CancellationToken cancellationToken)
    {
        if (vm.Run.Operation.Steps.All(step => step.Name != Terminate))
        {
            vm.Run.Add(new OperationStep { Name = Terminate, Target = vm.Id, Mark = $"fluencevm-{vm.Run.Operation.Id}-{Terminate}" });
        }
        else if (vm.Run.Operation.Step(Terminate).Outcome == StepOutcome.Done)
        {
            return;
        }
        var change = Change.Post(CloudVms.PathOf(vm.Id) + "/terminate") with { IdempotencyKey = vm.Run.Operation.Step(Terminate).Mark };
        await vm.Run.SendAsync(Terminate, ReadAsync, _ => [vm.Id], cancellationToken, again: true);

        async Task<TerminatedWire> ReadAsync(CancellationToken token)
        {
            var receipt = await requests.SendAsync(change, CloudJson.Default.TerminatedWire, token);
            vm.DiskIds.AddRange(receipt.RetainedResources?.StorageIds ?? []);
            vm.AddressIds.AddRange(receipt.RetainedResources?.PublicIpIds ?? []);
            return receipt;
        }
    }

    private async Task DiscardAsync(EndingVm vm, CancellationToken cancellationToken) =>
        await requests.DeleteAsync(CloudVms.PathOf(vm.Id), cancellationToken);

    // After a lost response, that response was the success; a VM that is ending already refuses to be ended.
    private async Task<bool> HasEndedAsync(EndingVm vm, Exception failure, CancellationToken cancellationToken)
    {
        if (failure is FluenceApiException { Status: 401 or 403 })
        {
            return false;
        }
        try
        {
            var wire = await vms.GetAsync(vm.Id, cancellationToken);
            var ended = wire is null
                ? failure is not FluenceApiException { Status: 404 }
                : wire.Status is CloudVmStatus.Terminating or CloudVmStatus.Terminated;
            if (ended && vm.Run.Operation.Steps.Any(step => step.Name == Terminate))
            {
                vm.Run.Done(Terminate, [vm.Id]);
            }
            return ended;
        }
        catch (Exception trouble) when (Certainty.IsTrouble(trouble))
        {
            return false;
        }
    }
}
