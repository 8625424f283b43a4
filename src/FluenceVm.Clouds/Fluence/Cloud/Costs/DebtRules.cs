using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Costs;

/// <summary>
/// When the balance is used up, and what the service does to an account in debt (docs/services/fluence-cloud.md, "Money"): over 5 USD, or
/// after three days, its VMs and addresses are removed; at 20 USD, or ten days later, its disks. From when the days count is a guess.
/// </summary>
internal static class DebtRules
{
    private const decimal VmLimit = 5;
    private const decimal DiskLimit = 20;
    private static readonly TimeSpan VmGrace = TimeSpan.FromDays(3);
    private static readonly TimeSpan DiskGrace = TimeSpan.FromDays(10);
    private static readonly string[] First = [BilledType.Vm, BilledType.PublicIp];
    private static readonly string[] Last = [BilledType.Storage];

    /// <summary>The cost with the balance, and what follows from it.</summary>
    /// <param name="cost">What everything in the account costs.</param>
    /// <param name="balance">What is left; below zero for a debt.</param>
    /// <param name="now">The current time.</param>
    public static RunningCost Apply(RunningCost cost, decimal balance, DateTimeOffset now)
    {
        var known = cost with { Balance = balance };
        return cost.PerHour > 0 && After(now, balance, cost.PerHour) is { } zero
            ? known with { RunsOutAt = zero, DebtSteps = [.. Steps(known, zero, now)] }
            : known;
    }

    private static IEnumerable<DebtStep> Steps(RunningCost cost, DateTimeOffset zero, DateTimeOffset now)
    {
        var removal = Earlier(
            Step(After(zero, VmLimit, cost.PerHour), First, Text.Of(nameof(Messages.DebtOver), VmLimit, cost.Currency)),
            Step(zero + VmGrace, First, Text.Of(nameof(Messages.DebtOlder), VmGrace.TotalDays), DateBasis.Guessed))!;
        if (PerHour(cost, First) > 0)
        {
            yield return NotBefore(now, removal);
        }
        if (PerHour(cost, Last) is > 0 and var rate)
        {
            var debt = (decimal)(removal.At - zero).TotalHours * cost.PerHour;
            var reason = Text.Of(nameof(Messages.DebtOver), DiskLimit, cost.Currency);
            yield return NotBefore(now, Earlier(
                Step(After(removal.At, Math.Max(0, DiskLimit - debt), rate), Last, reason),
                Step(removal.At + DiskGrace, Last, Text.Of(nameof(Messages.DebtUnpaid), DiskGrace.TotalDays), DateBasis.Guessed))!);
        }
    }

    private static decimal PerHour(RunningCost cost, string[] types) =>
        cost.Items.Where(item => types.Contains(item.Type)).Sum(item => item.PricePerHour ?? 0);

    /// <summary>When an amount will have been spent; null if that is beyond the year 9999.</summary>
    private static DateTimeOffset? After(DateTimeOffset start, decimal amount, decimal perHour)
    {
        var hours = amount / perHour;
        var most = (decimal)(DateTimeOffset.MaxValue - start).TotalHours - 1;
        return hours < most ? start + TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour)) : null;
    }

    private static DebtStep? Step(
        DateTimeOffset? at, string[] removes, string reason, DateBasis basis = DateBasis.Documented) =>
        at is { } time ? new DebtStep { At = time, Removes = removes, Reason = reason, Basis = basis } : null;

    private static DebtStep? Earlier(DebtStep? one, DebtStep? other) => one?.At <= other?.At ? one : other;

    private static DebtStep NotBefore(DateTimeOffset now, DebtStep step) => step.At >= now
        ? step
        : new DebtStep { At = now, Removes = step.Removes, Reason = step.Reason, Basis = DateBasis.Guessed };
}
