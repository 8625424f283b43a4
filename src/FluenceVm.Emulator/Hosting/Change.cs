namespace FluenceVm.Emulator.Hosting;

/// <summary>A request that may have changed something, or a step of the clock. The same changes lead to the same state.</summary>
/// <param name="Number">Which one it is since the beginning, from 1.</param>
/// <param name="At">When it was carried out.</param>
/// <param name="Request">The request, with those headers only that count; null for a step.</param>
internal sealed record Change(long Number, DateTimeOffset At, EmulatorRequest? Request);
