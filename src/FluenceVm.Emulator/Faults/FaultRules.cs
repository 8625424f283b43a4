namespace FluenceVm.Emulator.Faults;

/// <summary>What a fault must be to be planted.</summary>
internal static class FaultRules
{
    /// <summary>Refuses a fault of an unknown operation, with a number out of range, or with options that don't go together.</summary>
    /// <exception cref="ArgumentException">The message says which rule is broken.</exception>
    public static void Check(EmulatorFault fault)
    {
        if (Problems(fault).FirstOrDefault(each => each.Broken).Rule is { } rule)
        {
            throw new ArgumentException(rule);
        }
    }

    private static IEnumerable<(bool Broken, string Rule)> Problems(EmulatorFault fault) =>
    [
        (!IsKnown(
            fault.Operation), $"No operation '{fault.Operation}'. Known: * and {string.Join(", ", EmulatorFault.Operations)}."),
        (fault.Probability is not (>= 0 and <= 1), "A fault's probability lies between 0 and 1."),
        (fault.Count < 1, "A fault's count is at least 1; leave it out for no end."),
        (fault.Nth.Any(number => number < 1) || fault.Every < 1, "Requests are counted from 1."),
        (fault.Nth.Count > 0 && fault.Every is not null, "A fault strikes certain requests or every nth one, not both."),
        (fault.StatusCode is < 400 or > 599, "A fault's status lies between 400 and 599."),
        (fault.Delay < TimeSpan.Zero || fault.RetryAfter < TimeSpan.Zero || fault.Lag < TimeSpan.Zero, "A fault's times are not negative."),
        (fault.LagChanges < 1, "A list lags by at least one change; leave it out to lag by time."),
        (fault.CutAfter < 1, "A change is cut after at least one of its parts; use Status for none."),
        (fault.CutAfter is not null && !CanCut(fault.Kind), "Only StatusAfter and DropAfter can cut a change."),
    ];

    private static bool IsKnown(string operation) =>
        operation == "*" || EmulatorFault.Operations.Contains(operation, StringComparer.OrdinalIgnoreCase);

    private static bool CanCut(EmulatorFaultKind kind) => kind is EmulatorFaultKind.StatusAfter or EmulatorFaultKind.DropAfter;
}
