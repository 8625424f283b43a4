namespace FluenceVm.Clouds.Cudos;

/// <summary>What can be asked of a machine that is there.</summary>
public enum MachineChange
{
    /// <summary>Starts a stopped one.</summary>
    Start,

    /// <summary>Stops a running one; may lose data.</summary>
    Stop,

    /// <summary>Restarts a running one; may lose data.</summary>
    Restart,

    /// <summary>Gives it up: what is left of its credit goes back to its owner, and it is ended.</summary>
    Disown,

    /// <summary>Adds credit.</summary>
    Fund,

    /// <summary>Hands it, and its credit, to another owner.</summary>
    Transfer,
}
