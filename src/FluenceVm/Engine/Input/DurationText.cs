using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>
/// A duration as a person writes it: <c>12h</c>, <c>30d</c>, <c>1d12h</c>, <c>90m</c>, <c>6 hours</c> or <c>1.12:00:00</c>. A bare
/// number and <c>24:00:00</c>, which .NET takes for 24 days, are refused.
/// </summary>
internal static class DurationText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Number = @"[0-9]+(\.[0-9]+)?";

    private static readonly Regex Units = new(
        $@"^((?<d>{Number})\s*(d|days?)\s*)?((?<h>{Number})\s*(h|hrs?|hours?)\s*)?"
        + $@"((?<m>{Number})\s*(m|mins?|minutes?)\s*)?((?<s>{Number})\s*(s|secs?|seconds?))?\z",
        Options);

    private static readonly Regex Clock = new(
        @"^((?<d>[0-9]+)\.)?(?<h>[0-9]+):(?<m>[0-5]?[0-9]):(?<s>[0-5]?[0-9](\.[0-9]{1,7})?)\z", Options);

    private static readonly Regex Pair = new(@"^(?<a>[0-9]+):(?<b>[0-9]+)\z", Options);

    /// <exception cref="FormatException">It isn't a duration, or could be two.</exception>
    public static TimeSpan Parse(string text)
    {
        var trimmed = text.Trim();
        try
        {
            return Clock.Match(trimmed) is { Success: true } clock ? OfClock(clock, text)
                : Pair.Match(trimmed) is { Success: true } pair ? throw OfPair(pair, text)
                : Units.Match(trimmed) is { Success: true, Length: > 0 } units ? Sum(units)
                : throw Invalid(text);
        }
        catch (OverflowException)
        {
            throw Invalid(text);
        }
    }

    private static TimeSpan OfClock(Match clock, string text)
    {
        if (decimal.Parse(clock.Groups["h"].Value, CultureInfo.InvariantCulture) <= 23)
        {
            return Sum(clock);
        }
        var (hours, minutes, seconds) = (clock.Groups["h"].Value, clock.Groups["m"].Value, clock.Groups["s"].Value);
        throw clock.Groups["d"].Success
            ? Invalid(text)
            : TwoWays(text, Spell((hours, "h"), (minutes, "m"), (seconds, "s")), Spell((hours, "d"), (minutes, "h"), (seconds, "m")));
    }

    private static FormatException OfPair(Match pair, string text)
    {
        var (first, second) = (pair.Groups["a"].Value, pair.Groups["b"].Value);
        return TwoWays(text, Spell((first, "h"), (second, "m")), Spell((first, "m"), (second, "s")));
    }

    private static string Spell(params (string Number, string Unit)[] parts)
    {
        var given = parts.Where((part, index) => index == 0 || part.Number.Trim('0', '.').Length > 0);
        return string.Concat(given.Select(part => (part.Number.TrimStart('0') is { Length: > 0 } digits ? digits : "0") + part.Unit));
    }

    private static TimeSpan Sum(Match match) => TimeSpan.FromTicks(checked((long)(
        Ticks(match, "d", TimeSpan.TicksPerDay)
        + Ticks(match, "h", TimeSpan.TicksPerHour)
        + Ticks(match, "m", TimeSpan.TicksPerMinute)
        + Ticks(match, "s", TimeSpan.TicksPerSecond))));

    private static decimal Ticks(Match match, string unit, long ticks) =>
        match.Groups[unit] is { Success: true, Value: var number } ? decimal.Parse(number, CultureInfo.InvariantCulture) * ticks : 0m;

    private static FormatException Invalid(string text) => Fault.Format(nameof(Messages.DurationInvalid), text);

    private static FormatException TwoWays(string text, string one, string other) =>
        Fault.Format(nameof(Messages.DurationAmbiguous), text, one, other);
}
