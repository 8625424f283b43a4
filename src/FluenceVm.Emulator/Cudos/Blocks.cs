namespace FluenceVm.Emulator.Cudos;

/// <summary>The numbers of the chain's blocks: one every six seconds of the emulator's time, empty or not.</summary>
internal static class Blocks
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);
    private static readonly DateTimeOffset Genesis = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The number of the latest block; 1 before 2020.</summary>
    public static long HeightAt(DateTimeOffset now) => Math.Max(1, (now - Genesis).Ticks / Interval.Ticks);

    /// <summary>When a block was made.</summary>
    public static DateTimeOffset TimeOf(long height) => Genesis + TimeSpan.FromTicks(height * Interval.Ticks);
}
