using FluenceVm.Clouds.Tests.Fluence.Orders.World;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
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
    [Theory]
    [InlineData(FluenceApiVersion.MarketV3, 40)]
    [InlineData(FluenceApiVersion.Cloud, 25)]
    public void Nothing_is_bought_twice_lost_or_taken_from_others_whatever_happens(FluenceApiVersion version, int worlds)
    {
        var ground = OrderGround.Of(version);
        var property = Prop.ForAll(OrderMoves.In(ground).ListOf().ToArbitrary(), moves => RunAsync(moves).GetAwaiter().GetResult());
        // A failure's message holds the seed, for Config.WithReplay.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(worlds).WithEndSize(40), property);

        async Task RunAsync(IEnumerable<OrderMove> moves)
        {
            using var world = await OrderWorld.BeginAsync(ground);
            foreach (var move in moves)
            {
                await world.RunAsync(move);
            }
            await world.VerifyAsync(new OrderTally());
        }
    }

    [Theory]
    [InlineData(FluenceApiVersion.MarketV3, 300)]
    [InlineData(FluenceApiVersion.Cloud, 50)]
    public Task Hundreds_of_orders(FluenceApiVersion version, int count) => RunAsync(OrderGround.Of(version), count);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData(FluenceApiVersion.MarketV3)]
    [InlineData(FluenceApiVersion.Cloud)]
    public Task Ten_thousand_orders(FluenceApiVersion version)
    {
        Campaign.OnlyOnDemand();
        return RunAsync(OrderGround.Of(version), Campaign.Count(10_000));
    }

    private async Task RunAsync(OrderGround ground, int count)
    {
        var seed = Campaign.Seed;
        var tally = new OrderTally();
        var orders = 0;
        for (var round = 0; orders < count; round++)
        {
            using var world = await OrderWorld.BeginAsync(ground);
            var moves = OrderMoves.In(ground).Sample(4 * ground.OrdersPerWorld, new Rnd((ulong)(seed + round), 1), 20);
            foreach (var move in moves.TakeWhile(_ => world.Count < ground.OrdersPerWorld))
            {
                await world.RunAsync(move);
            }
            await world.VerifyAsync(tally);
            orders += world.Count;
        }
        output.WriteLine($"{orders} orders of generation {ground.Version}, seed {seed}: {tally}");
        Assert.All(["Created", "VMs"], what => Assert.True(tally.Of(what) > count / 10, $"Too few {what}: {tally}."));
    }
}
