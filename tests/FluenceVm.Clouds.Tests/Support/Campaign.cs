using System.Globalization;

namespace FluenceVm.Clouds.Tests.Support;

/// <summary>What the long campaigns share.</summary>
internal static class Campaign
{
    /// <summary>Where random numbers start: <c>FLUENCEVM_SEED</c>, or always the same.</summary>
    public static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("FLUENCEVM_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
            ? told
            : 20260115;

    /// <summary>How many things there are: <c>FLUENCEVM_COUNT</c>, or the usual number.</summary>
    public static int Count(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("FLUENCEVM_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
            ? told
            : usual;

    public static void OnlyOnDemand() => Skip.If(
        Environment.GetEnvironmentVariable("FLUENCEVM_SOAK") is not "1",
        "The long campaigns run with FLUENCEVM_SOAK=1, as ./build.sh soak does.");
}
