using System.Globalization;

namespace FluenceVm.Emulator.Cudos;

/// <summary>
/// What the providers do as time passes: commit to orders, create, start, stop and restart machines, and end those that are
/// disowned or out of credit. It goes from one event to the next; paid cycles are not events, they are paid in one sum.
/// </summary>
internal sealed class Providers(CudosSetup setup, ComputeState state)
{
    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (state.TryTake(now, out var at, out var machine))
        {
            state.PayCycles(machine, at);
            Step(machine, at);
            state.Reschedule(machine);
        }
    }

    private void Step(ComputeMachine machine, DateTimeOffset at)
    {
        if (machine.Owner is null || machine.Until <= at)
        {
            state.End(machine, MachineStates.Finished, reason: null);
            return;
        }
        switch (machine)
        {
            case { State: MachineStates.StartRequested, Provider: null }:
                Commit(machine, at);
                break;
            case { State: MachineStates.StartRequested, Address: null }:
                machine.Address = AddressOf(machine);
                machine.StepDue = at + ProviderDelays.Boot;
                break;
            case { State: MachineStates.StopRequested }:
                Settle(machine, MachineStates.Stopped);
                break;
            default:
                Settle(machine, MachineStates.Running);
                machine.Until ??= at;
                state.PayCycles(machine, at);
                break;
        }
    }

    private void Commit(ComputeMachine machine, DateTimeOffset at)
    {
        var type = machine.Type;
        if (Billing.Affordable(type.AcudosPerHour, machine.Credit, prepaid: 0) is { IsZero: true })
        {
            state.End(
                machine,
                MachineStates.Failed,
                $"insufficient credit: {machine.Credit} is less than the price of one minute of machine type {type.Id}");
        }
        else if (setup.Providers.FirstOrDefault(provider => Takes(provider, machine)) is { } provider)
        {
            state.Commit(machine, provider);
            machine.StepDue = at + ProviderDelays.Address;
        }
        else
        {
            state.End(
                machine,
                MachineStates.Failed,
                $"no capacity: no provider in {machine.Region ?? "any region"} can take machine type {type.Id}");
        }
    }

    private bool Takes(EmulatedProvider provider, ComputeMachine machine) =>
        machine.Type.Available
        && (machine.Region is null || machine.Region == provider.Region)
        && state.HasRoom(provider, machine.Type);

    private static void Settle(ComputeMachine machine, string reached) => (machine.State, machine.StepDue) = (reached, null);

    /// <summary>From the range that is set aside for tests (RFC 2544), so that it never is anybody's.</summary>
    private static string AddressOf(ComputeMachine machine) => string.Format(
        CultureInfo.InvariantCulture,
        "198.{0}.{1}.{2}",
        18 + (machine.Number >> 16) % 2,
        (machine.Number >> 8) % 256,
        machine.Number % 256);
}
