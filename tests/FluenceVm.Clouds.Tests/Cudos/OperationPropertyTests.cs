using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>Whatever becomes of responses and processes: nothing is paid twice, and the journal never says what isn't so.</summary>
public sealed class OperationPropertyTests(ITestOutputHelper output)
{
    private static Gen<Move> Moves =>
        from account in Gen.Choose(0, 1)
        from key in Gen.Choose(0, 2)
        from kind in Gen.Choose(0, 2)
        from fate in Gen.Elements(Enum.GetValues<Fate>())
        from minutes in Gen.Elements(0, 0, 1, 5, 30)
        select new Move(account, key, kind == 0, fate, minutes, IsTransfer: kind == 2);

    [Fact]
    public void No_interleaving_pays_twice_or_tells_a_lie()
    {
        var property = Prop.ForAll(Moves.ListOf().ToArbitrary(), list => RunAsync(list).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(25), property);
    }

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task Thousands_of_changes_that_cost_money()
    {
        Campaign.OnlyOnDemand();
        var seed = Campaign.Seed;
        var (worlds, sent) = (0, 0);
        for (; worlds < 170; worlds++)
        {
            sent += await RunAsync(Moves.Sample(40, new Rnd((ulong)(seed + worlds), 1), 20));
        }
        output.WriteLine($"{worlds * 6} orders, {worlds * 6} payments and {worlds * 6} transfers of machines, seed {seed}: "
            + $"each was carried out once, by {sent} transactions that were sent.");
    }

    /// <returns>How many transactions were sent.</returns>
    private static async Task<int> RunAsync(IEnumerable<Move> moves)
    {
        using var world = new CudosWorld();
        foreach (var move in moves)
        {
            await world.RunAsync(move);
            await world.VerifyAsync();
        }
        await world.SettleEverythingAsync();
        return world.Sent;
    }

    [Theory]
    [InlineData(Fate.LostAfter, 1)]
    [InlineData(Fate.GatewayAfter, 1)]
    [InlineData(Fate.DiesAfterSend, 1)]
    [InlineData(Fate.LostBefore, 0)]
    [InlineData(Fate.GatewayBefore, 0)]
    [InlineData(Fate.DiesBeforeSend, 0)]
    [InlineData(Fate.Late, 0)]
    public async Task The_same_key_looks_a_payment_up_instead_of_paying_again(Fate fate, int paid)
    {
        using var world = new CudosWorld();
        await world.RunAsync(new Move(0, 0, IsOrder: false, fate, 0));
        Assert.Equal(paid, await world.CountPaymentsAsync(0, 0));
        // It has come through, or it is too early to tell: nothing is sent.
        var sent = world.Sent;
        await world.RunAsync(new Move(0, 0, IsOrder: false, Fate.Answered, 1));
        Assert.Equal(sent, world.Sent);
        await world.RunAsync(new Move(0, 0, IsOrder: false, Fate.Answered, 30));
        Assert.Equal(1, await world.CountPaymentsAsync(0, 0));
        await world.VerifyAsync();
    }

    [Fact]
    public async Task A_node_that_has_forgotten_the_blocks_proves_nothing()
    {
        using var world = new CudosWorld();
        await world.RunAsync(new Move(0, 0, IsOrder: false, Fate.LostAfter, 0, AndNoLookUp: true));
        await world.ForgetAsync();
        await world.RunAsync(new Move(0, 0, IsOrder: false, Fate.Answered, 30));
        Assert.Equal(1, world.Sent - CudosWorld.Forgotten);
        Assert.Equal(StepOutcome.Unknown, world.Step(0, 0).Outcome);
    }

    [Fact]
    public async Task Two_processes_with_one_key_pay_once()
    {
        using var world = new CudosWorld();
        await world.RunAsync(new Move(0, 0, IsOrder: false, Fate.Rival, 0));
        Assert.Equal((1, 1), (world.Conflicts, await world.CountPaymentsAsync(0, 0)));
    }
}
