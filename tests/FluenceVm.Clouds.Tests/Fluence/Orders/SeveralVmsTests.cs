using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Fluence.Removals;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model.Errors;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence.Orders;

/// <summary>
/// Orders of several VMs at the marketplace, which makes them under one name and renames them afterwards. Whatever is lost, each order
/// ends with exactly its VMs, each under a name of its own.
/// </summary>
public sealed class SeveralVmsTests
{
    private static readonly string[] Operations = ["CreateVm", "UpdateVm", "ListVms", "*"];
    private static readonly EmulatorFaultKind[] Kinds =
    [
        EmulatorFaultKind.Status,
        EmulatorFaultKind.StatusAfter,
        EmulatorFaultKind.DropBefore,
        EmulatorFaultKind.DropAfter,
        EmulatorFaultKind.Garbage,
        EmulatorFaultKind.Throttle,
    ];

    [Fact]
    public void There_are_as_many_vms_as_were_ordered_and_each_has_its_name_whatever_is_lost()
    {
        var seeds = Gen.Choose(0, int.MaxValue - 1).ListOf().ToArbitrary();
        var property = Prop.ForAll(seeds, list => RunAsync([.. list.Take(10)]).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(10), property);
    }

    [Theory]
    [InlineData(EmulatorFaultKind.Status, 422)]
    [InlineData(EmulatorFaultKind.Status, 503)]
    [InlineData(EmulatorFaultKind.DropBefore, 503)]
    [InlineData(EmulatorFaultKind.DropAfter, 503)]
    [InlineData(EmulatorFaultKind.Garbage, 503)]
    public async Task A_failed_renaming_never_puts_the_order_in_doubt(EmulatorFaultKind kind, int status)
    {
        using var account = new EmulatedAccount();
        account.Emulator.SetFault(new EmulatorFault { Operation = "UpdateVm", Kind = kind, StatusCode = status });

        var result = await PlaceAsync(account, EmulatedAccount.Order(count: 3), "k", CancellationToken.None);
        if (result.Failure is not null)
        {
            var failure = Assert.IsType<OrderNotNamedException>(result.Failure);
            Assert.All(failure.Order.VmIds, id => Assert.Contains(id, failure.Message, StringComparison.Ordinal));
        }
        var operation = account.Journal.Find(OperationKind.Order, "k")!;
        Assert.False(operation.IsOpen);
        Assert.Equal((Model.OrderState.Created, 3), (OrderSteps.ToOrder(operation).State, OrderSteps.VmIds(operation).Count));

        account.Emulator.ClearFaults();
        Assert.Null((await PlaceAsync(account, EmulatedAccount.Order(count: 3), "k", CancellationToken.None)).Failure);
        Assert.Equal(["web-1", "web-2", "web-3"], (await account.VmsAsync()).Select(vm => vm.Name).Order());
        Assert.Equal(1, account.Emulator.CountOf("CreateVm"));
    }

    [Fact]
    public async Task A_process_that_dies_while_it_renames_leaves_an_order_that_is_created()
    {
        using var account = new EmulatedAccount();
        var order = EmulatedAccount.Order(count: 2);
        account.Emulator.SetFault(new EmulatorFault { Operation = "UpdateVm", Kind = EmulatorFaultKind.DropBefore });
        await PlaceAsync(account, order, "k", CancellationToken.None);
        // As its file is left by a process that ends between the request and its response.
        using (var run = account.Journal.Reopen(OperationKind.Order, "k")!)
        {
            run.Sending("names");
        }

        Assert.Equal(Model.OrderState.Created, OrderSteps.ToOrder(account.Journal.Find(OperationKind.Order, "k")!).State);
        account.Emulator.ClearFaults();
        Assert.Null((await PlaceAsync(account, order, "k", CancellationToken.None)).Failure);
        Assert.Equal(["web-1", "web-2"], (await account.VmsAsync()).Select(vm => vm.Name).Order());
    }

    [Fact]
    public async Task A_single_vm_is_not_renamed()
    {
        using var account = new EmulatedAccount();
        await PlaceAsync(account, EmulatedAccount.Order(), "k", CancellationToken.None);

        Assert.Equal("web", Assert.Single(await account.VmsAsync()).Name);
        Assert.Equal(0, account.Emulator.CountOf("UpdateVm"));
    }

    private static async Task RunAsync(IReadOnlyList<int> seeds)
    {
        var faults = new RemovalFaults();
        using var account = new EmulatedAccount(faults.Around);
        var orders = new Dictionary<string, VmOrder>();
        foreach (var seed in seeds)
        {
            var random = new Random(seed);
            var key = orders.Count > 0 && random.Next(3) == 0 ? $"order-{random.Next(orders.Count)}" : $"order-{orders.Count}";
            if (!orders.TryGetValue(key, out var order))
            {
                order = EmulatedAccount.Order(key, random.Next(1, 5)) with { NameFormat = random.Next(2) == 0 ? "{0}-{1:00}" : null };
                orders.Add(key, order);
            }
            await AttemptAsync(account, faults, order, key, random);
        }
        account.Emulator.ClearFaults();
        faults.Clear();
        account.Time.Advance(TimeSpan.FromHours(1));
        foreach (var (key, order) in orders)
        {
            var result = await PlaceAsync(account, order, key, CancellationToken.None);
            Assert.True(result.Failure is null, $"{key}: {result.Failure}");
        }
        Assert.Equal(
            orders.Values.SelectMany(order => order.Names).Order(StringComparer.Ordinal),
            (await account.VmsAsync()).Select(vm => vm.Name!).Order(StringComparer.Ordinal));
    }

    private static async Task AttemptAsync(EmulatedAccount account, RemovalFaults faults, VmOrder order, string key, Random random)
    {
        using var stop = new CancellationTokenSource();
        account.Emulator.ClearFaults();
        faults.Clear();
        if (random.Next(4) > 0)
        {
            account.Emulator.SetFault(Any(random));
        }
        if (random.Next(3) == 0)
        {
            faults.StopAfter(random.Next(1, 12), stop);
        }
        try
        {
            await PlaceAsync(account, order, key, stop.Token);
        }
        catch (Exception seen) when (seen is OperationCanceledException or OrderConflictException || Certainty.IsTrouble(seen))
        {
            // A runbook sees these and goes on.
        }
    }

    // Never one that cuts: a service that made a part of an order is another story, because that order is partial, and stays it.
    private static EmulatorFault Any(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        // Nor a refusal of the service's own after the change, which would be a lie.
        var refuses = kind == EmulatorFaultKind.Status && random.Next(2) == 0;
        return new EmulatorFault
        {
            Operation = Operations[random.Next(Operations.Length)],
            Kind = kind,
            Count = random.Next(1, 6),
            StatusCode = refuses ? 422 : 502,
            Body = refuses ? EmulatorFaultBody.Service : EmulatorFaultBody.Html,
        };
    }

    // As the cmdlet does it: what is unknown is settled, and what nothing came of is planned anew.
    private static async Task<OrderResult> PlaceAsync(EmulatedAccount account, VmOrder order, string key, CancellationToken token)
    {
        if (account.Orders.FindEarlier(order, key) is { IsOpen: true })
        {
            await account.Orders.SettleAsync(key, token);
        }
        return await account.Orders.PlaceAsync(order, null, key, token);
    }
}
