using FluenceVm.Clouds.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>Whatever becomes of responses and processes: nothing is paid twice, and the journal never says what isn't so.</summary>
public sealed class OperationPropertyTests
{
    [Fact]
    public void No_interleaving_pays_twice_or_tells_a_lie()
    {
        var moves =
            from account in Gen.Choose(0, 1)
            from key in Gen.Choose(0, 2)
            from isOrder in Gen.Elements(true, false)
            from fate in Gen.Elements(Enum.GetValues<Fate>())
            from minutes in Gen.Elements(0, 0, 1, 5, 30)
            select new Move(account, key, isOrder, fate, minutes);
        var property = Prop.ForAll(moves.ListOf().ToArbitrary(), list =>
        {
            using var world = new CudosWorld();
            foreach (var move in list)
            {
                world.RunAsync(move).GetAwaiter().GetResult();
                world.VerifyAsync().GetAwaiter().GetResult();
            }
            world.SettleEverythingAsync().GetAwaiter().GetResult();
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(25), property);
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
