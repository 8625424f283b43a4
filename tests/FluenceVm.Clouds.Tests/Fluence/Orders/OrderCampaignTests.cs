using FluenceVm.Clouds.Tests.Fluence.Orders.World;
using FluenceVm.Clouds.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Fluence.Orders;

/// <summary>
/// Orders of two accounts under everything that can happen to them: lost, late, refused and cut responses, gateways that fail
/// after the change, lists that lag, processes that die or run side by side, VMs that others rename and remove.
/// <c>FLUENCEVM_SEED</c> sets the seed.
/// </summary>
public sealed class OrderCampaignTests(ITestOutputHelper output)
{
    private const int OrdersPerWorld = 100;

    [Fact]
    public void Nothing_is_bought_twice_lost_or_taken_from_others_whatever_happens()
    {
        var property = Prop.ForAll(OrderMoves.Any.ListOf().ToArbitrary(), moves => RunAsync(moves).GetAwaiter().GetResult());
        // A failure's message holds the seed, for Config.WithReplay.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(40), property);

        static async Task RunAsync(IEnumerable<OrderMove> moves)
        {
            using var world = new OrderWorld();
            foreach (var move in moves)
            {
                await world.RunAsync(move);
            }
            await world.VerifyAsync(new OrderTally());
        }
    }

    [Fact]
    public Task Hundreds_of_orders() => RunAsync(300);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public Task Ten_thousand_orders()
    {
        Campaign.OnlyOnDemand();
        return RunAsync(10_000);
    }

    private async Task RunAsync(int count)
    {
        var seed = Campaign.Seed;
        var tally = new OrderTally();
        var orders = 0;
        for (var round = 0; orders < count; round++)
        {
            using var world = new OrderWorld();
            var moves = OrderMoves.Any.Sample(4 * OrdersPerWorld, new Rnd((ulong)(seed + round), 1), 20);
            foreach (var move in moves.TakeWhile(_ => world.Count < OrdersPerWorld))
            {
                await world.RunAsync(move);
            }
            await world.VerifyAsync(tally);
            orders += world.Count;
        }
        output.WriteLine($"{orders} orders, seed {seed}: {tally}");
        Assert.All(["Created", "NotCreated", "VMs"], what => Assert.True(tally.Of(what) > count / 10, $"Too few {what}: {tally}."));
    }
}
