namespace FluenceVm.Emulator.Fluence.Cloud.Costs;

/// <summary>What a thing cost in a time.</summary>
/// <param name="Of">The thing, as its meter knows it.</param>
/// <param name="PeriodStart">The first day of the time; null for all of what was asked for.</param>
/// <param name="Seconds">For how long it was billed.</param>
/// <param name="Cost">USD.</param>
internal readonly record struct Charge(Meter Of, DateTimeOffset? PeriodStart, long Seconds, decimal Cost);

/// <summary>Cuts what meters have counted into days, months, or any time.</summary>
internal static class Charges
{
    /// <summary>The charges of some things between two seconds, one for each thing and period with any.</summary>
    /// <param name="meters">The things.</param>
    /// <param name="from">The first second.</param>
    /// <param name="to">The second after the last.</param>
    /// <param name="period"><c>DAY</c>, <c>MONTH</c>, or null to leave it whole.</param>
    public static IEnumerable<Charge> Of(IEnumerable<Meter> meters, long from, long to, string? period)
    {
        var known = meters.ToList();
        foreach (var (start, begin, end) in Periods(from, to, period))
        {
            foreach (var meter in known)
            {
                var (seconds, cost) = meter.Within(begin, end);
                if (seconds > 0 || cost > 0)
                {
                    yield return new Charge(meter, start, seconds, cost);
                }
            }
        }
    }

    private static IEnumerable<(DateTimeOffset? Start, long From, long To)> Periods(long from, long to, string? period)
    {
        if (period is null)
        {
            yield return (null, from, to);
            yield break;
        }
        var start = DateTimeOffset.FromUnixTimeSeconds(from);
        start = period == "DAY" ? new(start.Date, TimeSpan.Zero) : new(start.Year, start.Month, 1, 0, 0, 0, TimeSpan.Zero);
        while (Purse.Second(start) < to)
        {
            var next = period == "DAY" ? start.AddDays(1) : start.AddMonths(1);
            yield return (start, Math.Max(from, Purse.Second(start)), Math.Min(to, Purse.Second(next)));
            start = next;
        }
    }
}
