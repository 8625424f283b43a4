namespace FluenceVm.Model.Errors;

/// <summary>
/// The contract would refuse a change of a machine, so nothing was sent: its state, its owner or its id doesn't allow it.
/// </summary>
public sealed class MachineRuleException : InvalidOperationException
{
    /// <summary>A change that isn't allowed.</summary>
    /// <param name="machineId">The machine's id.</param>
    /// <param name="message">Why, and what to do.</param>
    public MachineRuleException(string machineId, string message)
        : base(message) => MachineId = machineId;

    /// <summary>The machine's id.</summary>
    public string MachineId { get; }
}
