using System.Management.Automation;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Costs;

/// <summary>Which days a question about money is about: whole days, UTC.</summary>
/// <param name="From">The beginning of the first day.</param>
/// <param name="To">The beginning of the last day, which counts too.</param>
internal sealed record Days(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The days that a user said; by default this month so far, or the month of the last day until that day.</summary>
    /// <exception cref="CmdletException">The first comes after the last.</exception>
    public static Days Of(DateTime? from, DateTime? to, DateTimeOffset now)
    {
        var last = to ?? (from > now.UtcDateTime.Date ? from.Value : now.UtcDateTime.Date);
        var first = from ?? new DateTime(last.Year, last.Month, 1);
        return first <= last
            ? new Days(Start(first), Start(last))
            : throw CmdletException.Of(nameof(Messages.DaysInvalid), ErrorCategory.InvalidArgument, from, first, last);
    }

    private static DateTimeOffset Start(DateTime day) => new(day.Ticks, TimeSpan.Zero);
}
