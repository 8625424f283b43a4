namespace FluenceVm.Emulator.Store;

/// <summary>What a state says of itself.</summary>
/// <param name="Instance">Which emulator's it is.</param>
/// <param name="Time">What the clock showed.</param>
/// <param name="Changes">How many changes had been made.</param>
internal sealed record StateHead(Guid Instance, DateTimeOffset Time, long Changes);
