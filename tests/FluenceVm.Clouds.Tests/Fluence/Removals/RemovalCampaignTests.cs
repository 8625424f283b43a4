using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model.Errors;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Fluence.Removals;

/// <summary>
/// Removals with faults and stops in the middle, gone on with until everything is gone. <c>FLUENCEVM_SEED</c> sets the seed.
/// </summary>
public sealed class RemovalCampaignTests(ITestOutputHelper output)
{
    private const int VmsPerWorld = 20;
    private int _stopped;
    private int _failed;
    private int _named;

    [Theory]
    [InlineData("MarketV3")]
    [InlineData("Cloud")]
    public Task Dozens_of_removals(string generation) => RunAsync(generation, 60);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("MarketV3")]
    [InlineData("Cloud")]
    public Task A_thousand_removals(string generation)
    {
        Campaign.OnlyOnDemand();
        return RunAsync(generation, 1_000);
    }

    private async Task RunAsync(string generation, int count)
    {
        for (var done = 0; done < count; done += VmsPerWorld)
        {
            using RemovalWorld world = generation == "Cloud" ? new CloudRemovalWorld() : new MarketRemovalWorld();
            await RunAsync(world, new Random(Campaign.Seed + done));
        }
        output.WriteLine($"{generation}: {count} removals, seed {Campaign.Seed}");
        output.WriteLine($"{_stopped} stops, {_failed} errors, {_named} times something was named that stayed billed");
    }

    private async Task RunAsync(RemovalWorld world, Random random)
    {
        var kept = await world.OrderAsync(4, random);
        var ids = (await world.OrderAsync(VmsPerWorld, random)).ToList();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await AttemptAsync(world, [.. ids.Where(_ => random.Next(3) > 0)], random);
        }
        world.Emulator.ClearFaults();
        world.Faults.Clear();
        var last = await world.RemoveAsync(ids, CancellationToken.None);
        Assert.All(last.Values, outcome => Assert.True(outcome.Error is null or FluenceApiException { Status: 404 }));
        Assert.Equal(kept.Order(), (await world.LivingAsync()).Order());
        Assert.Empty(await world.LeftAsync());
        await world.VerifyOthersAsync();
    }

    private async Task AttemptAsync(RemovalWorld world, IReadOnlyList<string> ids, Random random)
    {
        using var stop = new CancellationTokenSource();
        world.Emulator.ClearFaults();
        world.Faults.Clear();
        if (random.Next(4) > 0)
        {
            world.Emulator.SetFault(RemovalFaults.Any(random, world.Operations));
        }
        if (random.Next(3) == 0)
        {
            world.Faults.StopAfter(random.Next(1, 40), stop);
        }
        var outcomes = await world.RemoveAsync(ids, stop.Token);
        world.Faults.Clear();

        _stopped += stop.IsCancellationRequested ? 1 : 0;
        _failed += outcomes.Values.Count(outcome => outcome.Error is not null);
        _named += outcomes.Values.Sum(outcome => outcome.StillBilled.Count);
        // Whatever was told to be gone is gone.
        var gone = outcomes.Values.Where(outcome => outcome.Error is null).ToArray();
        var living = await world.LivingAsync();
        Assert.DoesNotContain(gone, outcome => living.Contains(outcome.Id));
    }
}
