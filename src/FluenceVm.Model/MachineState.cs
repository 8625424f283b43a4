namespace FluenceVm.Model;

/// <summary>The state of a Cudos machine (docs/services/cudos-compute.md, "State").</summary>
public sealed class MachineState : OpenValue<MachineState>
{
    /// <summary>Wraps the contract's text.</summary>
    /// <param name="value">The text, for example <c>Running</c>.</param>
    public MachineState(string value) : base(value) { }

    /// <summary>Ordered and not created yet (no address), or stopped and asked to start.</summary>
    public static MachineState StartRequested { get; } = new("StartRequested");

    /// <summary>Running, and accessible on its address.</summary>
    public static MachineState Running { get; } = new("Running");

    /// <summary>Asked to restart.</summary>
    public static MachineState RestartRequested { get; } = new("RestartRequested");

    /// <summary>Asked to stop.</summary>
    public static MachineState StopRequested { get; } = new("StopRequested");

    /// <summary>Stopped by its owner.</summary>
    public static MachineState Stopped { get; } = new("Stopped");

    /// <summary>Deprovisioned: its owner disowned it, or its credit ran out.</summary>
    public static MachineState Finished { get; } = new("Finished");

    /// <summary>Failed; <see cref="Machine.Reason"/> says why.</summary>
    public static MachineState Failed { get; } = new("Failed");

    /// <summary>Wraps a text, so that scripts and programs compare with plain strings.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator MachineState(string value) => new(value);

    /// <summary>The named form of the conversion.</summary>
    /// <param name="value">The text.</param>
    public static MachineState FromString(string value) => new(value);
}
