using FluenceVm.Clouds.Fluence.Cloud.Accounts;
using FluenceVm.Clouds.Fluence.Cloud.Networks;
using FluenceVm.Clouds.Fluence.Cloud.Requests;
using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Orders;

/// <summary>
/// Places orders step by step. A draft is free and carries the order's idempotency key, so it can be asked for again and again;
/// it becomes a VM that is billed only by being provisioned, which its status tells (docs/architecture.md, "The life of an order").
/// </summary>
internal sealed class CloudOrders(
    CloudRequests requests, CloudVms vms, CloudSshKeys sshKeys, CloudSecurityGroups groups, CloudAddresses addresses)
{
    private const int AtATime = 4;

    public async Task PlaceAsync(VmOrder order, CloudPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        var going = await BeginAsync(order, plan, run, cancellationToken);
        if (order.Provision && CloudSteps.ProvisioningMissingIn(run.Operation, going.Wire.Count) is { Length: > 0 } missing)
        {
            run.Add(missing);
        }
        var placing = new VmPlacing(requests, vms, groups, addresses, order, going.Wire, run);
        await EachAsync(going.Wire.Count, placing, cancellationToken);
    }

    /// <summary>Reads what became of requests whose responses were lost. A draft without a response is free.</summary>
    public async Task SettleAsync(OperationRun run, CancellationToken cancellationToken)
    {
        foreach (var step in run.Operation.Steps.Where(step => step.IsOpen).ToArray())
        {
            if (CloudSteps.IsProvision(step))
            {
                await SettleProvisionAsync(run, step, cancellationToken);
            }
            else
            {
                run.Settle(step with { Outcome = StepOutcome.Pending, MayHaveRunBefore = true, Detail = Messages.DraftNotAnswered });
            }
        }
    }

    private async Task SettleProvisionAsync(OperationRun run, OperationStep step, CancellationToken cancellationToken)
    {
        var now = requests.Now;
        var id = run.Operation.Step(CloudSteps.DraftOf(step)).Ids[0];
        switch ((await vms.GetAsync(id, cancellationToken))?.Status)
        {
            case null:
                run.Refused(step.Name, Messages.DraftGone);
                break;
            case CloudVmStatus.Draft when now - step.SentAt > Guesses.LongestOnTheWay:
                run.Refused(step.Name, Messages.DraftStillThere);
                break;
            case CloudVmStatus.Draft:
                run.Unknown(step.Name, Messages.DraftStillThere);
                break;
            default:
                run.Done(step.Name, []);
                break;
        }
    }

    private async Task<CloudPlan> BeginAsync(VmOrder order, CloudPlan? plan, OperationRun run, CancellationToken cancellationToken)
    {
        if (CloudSteps.IsUnderWay(run.Operation))
        {
            return CloudPlan.Read(run.Operation.Plan)!;
        }
        var begun = plan ?? throw Fault.State(nameof(Messages.OrderWithoutPlan), run.Operation.Key);
        var keys = new List<string>();
        foreach (var key in begun.UnregisteredKeys)
        {
            keys.Add(await sshKeys.EnsureAsync(key, order.Name, cancellationToken));
        }
        begun = begun.With(keys);
        cancellationToken.ThrowIfCancellationRequested();
        run.Plan(begun.ToJson(), CloudSteps.For(run.Operation, begun.Wire, order.Provision));
        return begun;
    }

    // The first failure lets those that were begun end, and begins no further one.
    private static async Task EachAsync(int count, VmPlacing placing, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(AtATime);
        Exception? first = null;
        await Task.WhenAll(Enumerable.Range(1, count).Select(PlaceAsync));
        if (first is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(first).Throw();
        }

        async Task PlaceAsync(int number)
        {
            await slots.WaitAsync(CancellationToken.None);
            try
            {
                if (first is null)
                {
                    await placing.PlaceAsync(number, cancellationToken);
                }
            }
            catch (Exception failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
            }
            finally
            {
                slots.Release();
            }
        }
    }
}
