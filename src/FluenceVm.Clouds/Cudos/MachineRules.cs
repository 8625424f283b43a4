using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos;

/// <summary>
/// The contract's rules (docs/services/cudos-compute.md, "Messages"), checked here so that a message that would fail is never
/// paid for.
/// </summary>
public static class MachineRules
{
    private const int LongestWord = 100;

    /// <summary>Whether a change of a machine is allowed.</summary>
    /// <param name="machine">The machine as it is now.</param>
    /// <param name="change">The change.</param>
    /// <param name="sender">Whose change it is.</param>
    /// <exception cref="MachineRuleException">The contract would refuse it.</exception>
    public static void Check(Machine machine, MachineChange change, string sender)
    {
        _ = machine ?? throw new ArgumentNullException(nameof(machine));
        if (machine.Owner is null)
        {
            throw new MachineRuleException(machine.Id, Text.Of(nameof(Messages.MachineDisowned), machine));
        }
        if (change == MachineChange.Fund)
        {
            return;
        }
        if (!string.Equals(machine.Owner, sender, StringComparison.Ordinal))
        {
            throw new MachineRuleException(
                machine.Id,
                Text.Of(nameof(Messages.MachineOfAnother), machine, Printable.Line(machine.Owner, LongestWord), sender));
        }
        if (Needed(change) is { } state && machine.State != state)
        {
            throw new MachineRuleException(machine.Id, Text.Of(
                nameof(Messages.MachineNotInState),
                machine,
                Printable.Line(machine.State, LongestWord),
                state,
                Word(change),
                Advice(machine)));
        }
    }

    private static MachineState? Needed(MachineChange change) => change switch
    {
        MachineChange.Start => MachineState.Stopped,
        MachineChange.Stop or MachineChange.Restart => MachineState.Running,
        _ => null,
    };

    private static string Word(MachineChange change) => change switch
    {
        MachineChange.Start => Messages.MachineBeStarted,
        MachineChange.Stop => Messages.MachineBeStopped,
        _ => Messages.MachineBeRestarted,
    };

    private static string Advice(Machine machine) => machine.IsOver
        ? Messages.MachineIsOver
        : Messages.MachineWillChange;
}
