using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Clouds.Tests.Fluence.Removals;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model.Errors;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Fluence.Orders;

/// <summary>
/// Orders of generation <c>Cloud</c> with faults and stops at any of their requests, gone on with until they are done: each has
/// exactly its VMs, and nothing is left beside them.
/// </summary>
public sealed class CloudOrderCampaignTests(ITestOutputHelper output)
{
    private static readonly string[] Operations = ["CreateVm", "Provision", "SecurityGroup", "ListVms", "Storage", "PublicIp", "*"];

    [Fact]
    public void No_interleaving_buys_twice_or_leaves_anything()
    {
        var seeds = Gen.Choose(0, int.MaxValue - 1).ListOf().ToArbitrary();
        var property = Prop.ForAll(seeds, list => RunAsync([.. list.Take(12)]).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10).WithEndSize(12), property);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Thousands_of_orders()
    {
        Campaign.OnlyOnDemand();
        var random = new Random(Campaign.Seed);
        var orders = 0;
        while (orders < 2_000)
        {
            orders += await RunAsync([.. Enumerable.Range(0, 20).Select(_ => random.Next())]);
        }
        output.WriteLine($"{orders} orders of generation Cloud, seed {Campaign.Seed}: each has its VMs, nothing is left.");
    }

    /// <returns>How many orders there were.</returns>
    private static async Task<int> RunAsync(IReadOnlyList<int> seeds)
    {
        var faults = new RemovalFaults();
        using var cloud = new EmulatedCloud(100_000m, faults.Around);
        var orders = new Dictionary<string, VmOrder>();
        foreach (var seed in seeds)
        {
            var random = new Random(seed);
            var key = orders.Count > 0 && random.Next(3) == 0 ? $"order-{random.Next(orders.Count)}" : $"order-{orders.Count}";
            if (!orders.TryGetValue(key, out var order))
            {
                order = EmulatedCloud.Order(key, random.Next(1, 4), random.Next(2) == 0 ? ["443/tcp"] : []) with
                {
                    Spread = random.Next(2) == 0,
                    NameFormat = random.Next(2) == 0 ? "{0}-{1:00}" : null,
                };
                orders.Add(key, order);
            }
            await AttemptAsync(cloud, faults, order, key, random);
        }
        cloud.Emulator.ClearFaults();
        faults.Clear();
        foreach (var (key, order) in orders)
        {
            var result = await PlaceAsync(cloud, order, key, CancellationToken.None);
            Assert.True(result.Failure is null, $"{key}: {result.Failure}");
        }
        await VerifyAsync(cloud, orders);
        return orders.Count;
    }

    private static async Task AttemptAsync(EmulatedCloud cloud, RemovalFaults faults, VmOrder order, string key, Random random)
    {
        using var stop = new CancellationTokenSource();
        cloud.Emulator.ClearFaults();
        faults.Clear();
        if (random.Next(4) > 0)
        {
            cloud.Emulator.SetFault(RemovalFaults.Any(random, Operations));
        }
        if (random.Next(3) == 0)
        {
            faults.StopAfter(random.Next(1, 30), stop);
        }
        try
        {
            await PlaceAsync(cloud, order, key, stop.Token);
        }
        catch (Exception seen) when (seen is OperationCanceledException or OrderConflictException || Certainty.IsTrouble(seen))
        {
            // A runbook sees these and goes on.
        }
    }

    // As the cmdlet does it: what is unknown is settled, and what nothing came of is planned anew.
    private static async Task<OrderResult> PlaceAsync(EmulatedCloud cloud, VmOrder order, string key, CancellationToken token)
    {
        if (cloud.Desk.FindEarlier(order, key) is { IsOpen: true })
        {
            await cloud.Desk.SettleAsync(key, token);
        }
        var goesOn = cloud.Desk.FindEarlier(order, key) is { IsNothing: false };
        return await cloud.Desk.PlaceAsync(order, goesOn ? null : await cloud.Client.PlanOrderAsync(order, token), key, token);
    }

    private static async Task VerifyAsync(EmulatedCloud cloud, Dictionary<string, VmOrder> orders)
    {
        cloud.Emulator.Step(TimeSpan.FromMinutes(1));
        var vms = await cloud.VmsAsync();
        var operations = cloud.Journal.All().Where(operation => operation.Kind == OperationKind.Order).ToArray();
        Assert.Equal(
            operations.SelectMany(OrderSteps.VmIds).Order(StringComparer.Ordinal),
            vms.Select(vm => vm.Id).Order(StringComparer.Ordinal));
        foreach (var (key, order) in orders)
        {
            var names = vms.Select(vm => vm.Name!).Where(name => name.StartsWith(key, StringComparison.Ordinal) && IsOf(name, key));
            Assert.Equal(order.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        }
        Assert.DoesNotContain(vms, vm => vm.Status == "draft");
        Assert.Empty(await cloud.OrphansAsync());
    }

    // order-1 and order-1-2 are of one order, order-12 is another's.
    private static bool IsOf(string name, string key) => name.Length == key.Length || name[key.Length] == '-';
}
