using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>Holds what users were told and what the journal says of one account against what is truly there.</summary>
internal sealed class OrderVerdict(OrderGround ground, OrderParty party)
{
    private const string Draft = "draft";

    /// <summary>Every VM of an order that costs money was given to its user, or named, or the order was called unknown.</summary>
    public async Task CheckToldAsync()
    {
        var vms = party.Told.Count > 0 ? await party.ListAsync() : [];
        foreach (var told in party.Told.GroupBy(result => result.Order.Key))
        {
            var billed = vms.Where(vm => vm.Status != Draft && CameOf(party.Orders[told.Key], vm)).Select(vm => vm.Id);
            Assert.All(billed, id => Assert.Contains(told, result => Names(result, id)));
        }
        party.Told.Clear();
    }

    /// <summary>
    /// In the midst of everything: each VM was there before, or is owned by the operation it came of, or that operation is open. None
    /// is owned twice, and none of another account's.
    /// </summary>
    public async Task CheckOwnersAsync()
    {
        var operations = party.Journal.All();
        var owned = operations.SelectMany(OrderSteps.VmIds).ToArray();
        Assert.Equal(owned.Distinct(), owned);
        Assert.DoesNotContain(owned, party.Before.Contains);
        Assert.All(operations, operation => Assert.Contains(operation.Key, party.Orders.Keys));
        var vms = await party.ListAsync();
        Assert.Superset(party.Before, vms.Select(vm => vm.Id).ToHashSet());
        foreach (var vm in vms.Where(vm => !party.Before.Contains(vm.Id)))
        {
            var (key, _) = Assert.Single(party.Orders, order => CameOf(order.Value, vm));
            var operation = operations.Single(operation => operation.Key == key);
            Assert.True(
                OrderSteps.VmIds(operation).Contains(vm.Id) || operation.Steps.Any(MayYetOwn),
                $"{vm.Id} of '{key}' is {vm.Status}, and nobody's.");
        }
    }

    /// <summary>In the end: each order has exactly its VMs, or says why it can't tell.</summary>
    public async Task CheckOrdersAsync(OrderTally tally)
    {
        var vms = await party.ListAsync();
        var operations = party.Journal.All().ToDictionary(operation => operation.Key);
        foreach (var (key, order) in party.Orders)
        {
            var truth = vms.Where(vm => CameOf(order, vm)).Select(vm => vm.Id).Order().ToArray();
            var told = operations.TryGetValue(key, out var operation) ? OrderSteps.ToOrder(operation) : null;
            Check(order, told, truth);
            tally.Add(told, truth.Length);
        }
        Assert.All(vms, vm => Assert.True(party.Before.Contains(vm.Id) || party.Orders.Values.Any(order => CameOf(order, vm))));
    }

    /// <summary>No draft, disk, address or group without a VM, but for what was named as such.</summary>
    public async Task CheckNothingIsLeftAsync()
    {
        Assert.DoesNotContain(await party.ListAsync(), vm => vm.Status == Draft);
        var orphans = new List<Orphan>();
        await party.Client.ListOrphansAsync(orphans.Add, CancellationToken.None);
        Assert.DoesNotContain(orphans, orphan => !party.LeftByOthers.Contains(orphan.Id));
    }

    private void Check(VmOrder order, Order? told, string[] truth)
    {
        var about = $"{told?.Key} ({order.Count} x {order.Name}) is {told?.State} with {string.Join(", ", told?.VmIds ?? [])};"
            + $" true are {string.Join(", ", truth)}. {told?.Message}";
        if (party.Told.FindLast(result => result.Order.Key == told?.Key)?.Failure is { } last)
        {
            about += $" Last told: {last}";
        }
        Assert.True(truth.Length <= order.Count, "Ordered twice. " + about);
        var isTrue = told?.State switch
        {
            OrderState.Created => truth.SequenceEqual(told.VmIds.Where(id => !party.Removed.Contains(id)).Order()),
            OrderState.Unknown => ground == OrderGround.MarketV3
                && truth.All(id => told.Message!.Contains(id, StringComparison.Ordinal)),
            _ => truth.Length == 0,
        };
        Assert.True(isTrue, "Told wrongly. " + about);
        Assert.True(ground == OrderGround.MarketV3 || told is null || told.VmIds.Count == order.Count, "Not finished. " + about);
    }

    private static bool MayYetOwn(OperationStep step) => OrderSteps.MakesVms(step)
        && (step.MayHaveRunBefore || step.Outcome is StepOutcome.Sent or StepOutcome.Unknown);

    private static bool Names(OrderResult result, string id) => result.Order.VmIds.Contains(id)
        || result.Failure?.Message.Contains(id, StringComparison.Ordinal) == true
        || (result.Failure is OrderUnknownException unknown
            && unknown.Message.Contains(result.Order.Key, StringComparison.Ordinal));

    private static bool CameOf(VmOrder order, Vm vm) => vm.Ports?.Contains(order.OpenPorts[0]) == true;
}
