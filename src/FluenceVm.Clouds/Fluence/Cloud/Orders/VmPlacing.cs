using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Waiting;
using FluenceVm.Model.Errors;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>Places one VM of an order: its draft, then its provisioning; goes on where an earlier run stopped.</summary>
internal sealed class VmPlacing(
    CloudRequests requests,
    CloudVms vms,
    CloudSecurityGroups groups,
    CloudAddresses addresses,
    VmOrder order,
    CloudPlanWire plan,
    OperationRun run)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private const int MostAttempts = 4;

    public async Task PlaceAsync(int number, CancellationToken cancellationToken)
    {
        var draft = run.Operation.Step(CloudSteps.Draft(number));
        var id = draft.Outcome == StepOutcome.Done ? draft.Ids[0] : await DraftAsync(number, draft, cancellationToken);
        if (run.Operation.Gone.Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }
        if (order.Provision && run.Operation.Step(CloudSteps.Provision(number)).Outcome != StepOutcome.Done)
        {
            await ProvisionAsync(number, id, cancellationToken);
        }
    }

    // Made before the VM, so that a missing right costs nothing, and ready before it, so that the VM never runs without it.
    private async Task<string?> EnsureGroupAsync(int number, CancellationToken cancellationToken)
    {
        if (plan.Ports.Count == 0)
        {
            return plan.SecurityGroupId;
        }
        var step = run.Operation.Step(CloudSteps.Group(number));
        var id = step.Ids.FirstOrDefault();
        if (step.Outcome != StepOutcome.Done)
        {
            var body = CloudSecurityGroups.NewGroup(plan.PlaceOf(number).VpcId!, NameOf(number, "group"), plan.Ports.Select(VmPort.Parse));
            id = await KeyedStep.SendAsync(
                run,
                requests.Time,
                step.Name,
                token => groups.CreateAsync(body, step.Mark!, token),
                made => [made],
                cancellationToken);
        }
        await groups.WaitUntilReadyAsync(id!, cancellationToken);
        return id;
    }

    private string NameOf(int number, string part) =>
        OwnMark.For(run.Operation.Id, FormattableString.Invariant($"{plan.Attempt} {number} {part}"));

    private async Task<string> DraftAsync(int number, OperationStep draft, CancellationToken cancellationToken)
    {
        var groupId = await EnsureGroupAsync(number, cancellationToken);
        var spec = CloudSpec.Draft(plan, number, order, groupId, part => NameOf(number, part));
        var change = Change.Post(CloudVms.Path, spec, CloudJson.Default.VmSpecWire);
        string id;
        try
        {
            id = await KeyedStep.SendAsync(run, requests.Time, draft.Name, SendAsync, id => [id], cancellationToken);
        }
        catch (FluenceApiException gone) when (KeyedStep.IsGone(gone))
        {
            // An earlier run's draft, whose response was lost or which was taken back.
            Renew(number);
            id = await KeyedStep.SendAsync(run, requests.Time, draft.Name, SendAsync, id => [id], cancellationToken);
        }
        await NameAddressesAsync(number, cancellationToken);
        return id;

        async Task<string> SendAsync(CancellationToken token)
        {
            change = change with { IdempotencyKey = run.Operation.Step(draft.Name).Mark };
            var receipt = await requests.SendAsync(change, CloudJson.Default.ReceiptWire, token);
            if (receipt.Id is not { Length: > 0 } id)
            {
                throw new InvalidResponseException(Messages.ResponseWithoutVm, change.Method.Method, "/" + change.Path);
            }
            run.Done(
                CloudSteps.Parts(number),
                [.. receipt.CreatedResources?.StorageIds ?? [], .. receipt.CreatedResources?.PublicIpIds ?? []]);
            return id;
        }
    }

    // A draft can't name its address; with the mark in its name it is known to be ours without a journal as well.
    private async Task NameAddressesAsync(int number, CancellationToken cancellationToken)
    {
        if (!plan.NewPublicIp)
        {
            return;
        }
        try
        {
            foreach (var address in await addresses.FindAsync(run.Operation.Step(CloudSteps.Parts(number)).Ids, cancellationToken))
            {
                await addresses.RenameAsync(address.Id!, NameOf(number, "address"), cancellationToken);
            }
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            // The journal knows it too.
        }
    }

    // Not idempotent by a key, but by the status: what isn't a draft any more has been provisioned, by whichever request.
    private async Task ProvisionAsync(int number, string id, CancellationToken cancellationToken)
    {
        var name = CloudSteps.Provision(number);
        var backoff = new Backoff(FirstPause, LongestPause);
        using var materializing = new Deadline(Guesses.LongestMaterializing, requests.Time, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (run.Operation.Step(name).IsOpen && await HasBegunAsync(id, cancellationToken))
            {
                run.Done(name, []);
                return;
            }
            try
            {
                await run.SendAsync(name, token => SendAsync(id, token), _ => [], cancellationToken, again: true);
                return;
            }
            catch (FluenceApiException refusal) when (IsMaterializing(refusal) && !materializing.IsOver)
            {
                // Its parts become ready in a moment, by themselves.
            }
            catch (FluenceApiException refusal) when (Certainty.IsRefusal(refusal) && refusal.Status != 429)
            {
                if (await HasBegunAsync(id, cancellationToken))
                {
                    run.Done(name, []);
                    return;
                }
                await DiscardAsync(number, id, refusal, cancellationToken);
                throw;
            }
            catch (Exception lost) when (Certainty.IsTrouble(lost) && attempt < MostAttempts)
            {
                // The status tells whether it has arrived; on its repetition nothing happens twice.
            }
            await requests.Time.Delay(backoff.Next(), cancellationToken);
        }
    }

    private async Task<bool> SendAsync(string id, CancellationToken cancellationToken)
    {
        await requests.SendAsync(Change.Post(CloudVms.PathOf(id) + "/provision"), cancellationToken);
        return true;
    }

    private async Task<bool> HasBegunAsync(string id, CancellationToken cancellationToken) =>
        await vms.GetAsync(id, cancellationToken) is { } vm && vm.Status != CloudVmStatus.Draft;

    private static bool IsMaterializing(FluenceApiException refusal) => refusal.Status == 409
        && ErrorWire.Parse(refusal.Body).Violations.Any(violation => (violation.Violation ?? violation).Reason?.Text == "materializing");

    /// <summary>
    /// Takes the draft back, so that the next run can choose another place, and so that a request that is still on its way finds
    /// nothing. The receipt's addresses go too; what can't be taken back is free, and is provisioned by the next run.
    /// </summary>
    private async Task DiscardAsync(int number, string id, FluenceApiException refusal, CancellationToken cancellationToken)
    {
        try
        {
            await requests.DeleteAsync(CloudVms.PathOf(id), cancellationToken);
            run.Refused(CloudSteps.Provision(number), refusal.Message);
            run.Refused(CloudSteps.Draft(number), refusal.Message);
            Renew(number);
            foreach (var part in run.Operation.Step(CloudSteps.Parts(number)).Ids)
            {
                await DiscardPartAsync(part, cancellationToken);
            }
            run.Refused(CloudSteps.Parts(number), null);
        }
        catch (Exception failure) when (Certainty.IsTrouble(failure))
        {
            // The refusal is the news.
        }
    }

    private void Renew(int number) =>
        run.Marked(CloudSteps.Draft(number), CloudSteps.NextMark(run.Operation.Step(CloudSteps.Draft(number)).Mark!));

    // A draft's disk goes with it; its address does too, or is let go of here.
    private async Task DiscardPartAsync(string id, CancellationToken cancellationToken)
    {
        foreach (var path in new[] { CloudAddresses.Path, Removals.CloudOrphans.Disks })
        {
            await requests.DeleteAsync($"{path}/{id}", cancellationToken);
        }
    }
}
