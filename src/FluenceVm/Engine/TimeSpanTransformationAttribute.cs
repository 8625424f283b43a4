using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Engine;

/// <summary>
/// Takes a length of time as people write it: <c>12h</c>, <c>30d</c>, <c>1d12h</c>, <c>90m</c>, or as <c>1.12:00:00</c>. A bare number
/// is refused, because PowerShell would take it for ticks or days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeSpanTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex Units = new(
        @"^(?:(?<d>\d+(?:\.\d+)?)d)?(?:(?<h>\d+(?:\.\d+)?)h)?(?:(?<m>\d+(?:\.\d+)?)m)?(?:(?<s>\d+(?:\.\d+)?)s)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if ((inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is TimeSpan time)
        {
            return time;
        }
        // PowerShell reads 12d as a decimal, but an argument remembers how it was written.
        var text = inputData?.ToString().Replace(" ", string.Empty) ?? string.Empty;
        if (text.IndexOf(':') >= 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time))
        {
            return time;
        }
        try
        {
            return Units.Match(text) is { Success: true, Length: > 0 } match
                ? TimeSpan.FromTicks((long)(Part(match, "d", TimeSpan.TicksPerDay) + Part(match, "h", TimeSpan.TicksPerHour) + Part(match, "m", TimeSpan.TicksPerMinute) + Part(match, "s", TimeSpan.TicksPerSecond)))
                : throw new ArgumentTransformationMetadataException(Text.Of(nameof(Messages.TimeSpanInvalid), text));
        }
        catch (OverflowException)
        {
            throw new ArgumentTransformationMetadataException(Text.Of(nameof(Messages.TimeSpanInvalid), text));
        }
    }

    private static decimal Part(Match match, string unit, long ticks) =>
        match.Groups[unit] is { Success: true, Value: var number } ? decimal.Parse(number, CultureInfo.InvariantCulture) * ticks : 0m;
}
