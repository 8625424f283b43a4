using System.Numerics;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>The states of a machine.</summary>
internal static class MachineStates
{
    public const string StartRequested = "StartRequested";
    public const string Running = "Running";
    public const string RestartRequested = "RestartRequested";
    public const string StopRequested = "StopRequested";
    public const string Stopped = "Stopped";
    public const string Finished = "Finished";
    public const string Failed = "Failed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        StartRequested, Running, RestartRequested, StopRequested, Stopped, Finished, Failed
    ];
}

/// <summary>
/// A machine of the emulated contract. Billing runs from its first start until its end, a stopped machine's time included.
/// </summary>
internal sealed class ComputeMachine(long number, string id, EmulatedMachineType type) : IScheduled
{
    /// <summary>Its place in the order of creation.</summary>
    public long Number { get; } = number;

    public string Id { get; } = id;

    public EmulatedMachineType Type { get; } = type;

    public string State { get; set; } = MachineStates.StartRequested;

    public string? Owner { get; set; }

    public string? Region { get; init; }

    public string ImageId { get; init; } = string.Empty;

    public string SshKey { get; init; } = string.Empty;

    public BigInteger Credit { get; set; }

    public EmulatedProvider? Provider { get; set; }

    public string? Address { get; set; }

    /// <summary>End of the cycle that is paid; null while billing doesn't run.</summary>
    public DateTimeOffset? Until { get; set; }

    public string? Reason { get; set; }

    /// <summary>Sixtieths of an acudos that were paid in advance: 0 to 59.</summary>
    public int Prepaid { get; set; }

    /// <summary>When the provider takes the next step; null if it has none to take.</summary>
    public DateTimeOffset? StepDue { get; set; }

    /// <summary>Whether nothing further can happen to it.</summary>
    public bool IsOver => State is MachineStates.Finished or MachineStates.Failed;

    /// <summary>When the next thing happens that isn't just another paid cycle: a step, or the first cycle that isn't covered.</summary>
    public DateTimeOffset? DueAt
    {
        get
        {
            var end = Until is { } until ? After(until, Billing.Affordable(Type.AcudosPerHour, Credit, Prepaid)) : null;
            return end is null || StepDue < end ? StepDue : end;
        }
    }

    /// <summary>Pays the cycles that have begun by then, as far as the credit goes, in one sum.</summary>
    /// <returns>What was paid.</returns>
    public BigInteger PayCycles(DateTimeOffset now)
    {
        if (Until is not { } until || until > now)
        {
            return BigInteger.Zero;
        }
        var begun = (now - until).Ticks / Billing.Cycle.Ticks + 1;
        var paid = Billing.Affordable(Type.AcudosPerHour, Credit, Prepaid) is { } affordable && affordable < begun
            ? (long)affordable
            : begun;
        var (charge, prepaid) = Billing.Charge(Type.AcudosPerHour, paid, Prepaid);
        Credit -= charge;
        Prepaid = prepaid;
        Until = After(until, paid);
        return charge;
    }

    private static DateTimeOffset? After(DateTimeOffset time, BigInteger? cycles) =>
        cycles is { } count && count <= (DateTimeOffset.MaxValue - time).Ticks / Billing.Cycle.Ticks
            ? time + TimeSpan.FromTicks(Billing.Cycle.Ticks * (long)count)
            : null;
}
