namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>The long campaigns run on demand: <c>./build.sh soak</c>.</summary>
internal static class Soak
{
    public const string Category = "Category";
    public const string Name = "Soak";

    public static void OnlyOnDemand() =>
        Skip.If(
            Environment.GetEnvironmentVariable("FLUENCEVM_SOAK") is not "1",
            "The long campaigns run with FLUENCEVM_SOAK=1, as ./build.sh soak does.");

    /// <summary>Where random numbers start: from the clock, or from FLUENCEVM_SEED for a campaign that failed.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("FLUENCEVM_SEED"), out var seed)
        ? seed
        : Environment.TickCount & 0xffff;
}

/// <summary>One campaign after the other and with nothing beside it, so that its figures are its own.</summary>
[CollectionDefinition(Soak.Name, DisableParallelization = true)]
public sealed class OneByOne;
