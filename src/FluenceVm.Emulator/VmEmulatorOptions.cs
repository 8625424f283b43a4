using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator;

/// <summary>How an emulator is set up.</summary>
public sealed class VmEmulatorOptions
{
    /// <summary>Where real time comes from; the emulator's clock runs on it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many emulated seconds pass in a real one; 0 for a clock that only steps.</summary>
    public double ClockRate { get; init; } = 1;

    /// <summary>Whether it starts with a small fleet, or empty.</summary>
    public bool WithFleet { get; init; } = true;

    /// <summary>
    /// How many accounts of Fluence it has, 1 to 100. The first has the fleet; of the others' keys none opens another account.
    /// </summary>
    public int Accounts { get; init; } = 1;

    /// <summary>Each account's balance at the start in USDC.</summary>
    public decimal Balance { get; init; } = 1000m;

    /// <summary>Where made-up ids come from: the same seed gives the same ids.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The generations of Fluence that it serves; routes of others are answered with 404, as a server without them would.
    /// </summary>
    public EmulatorGenerations Generations { get; init; } = EmulatorGenerations.All;

    /// <summary>
    /// The file that the state is kept in from one run to the next; null for memory. Where it holds a state already, that
    /// continues, with its own fleet, balance and time; time stands still while no emulator runs.
    /// </summary>
    public string? StatePath { get; init; }

    /// <summary>Another place for the state, for tests.</summary>
    internal IStateStore? Store { get; init; }
}
