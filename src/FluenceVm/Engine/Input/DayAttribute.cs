using System.Globalization;
using FluenceVm.Model;

namespace FluenceVm.Engine.Input;

/// <summary>Reads a day: <c>2026-11-26</c>, or the day of a time. Nothing is guessed from the order of its numbers.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayAttribute : InputAttribute
{
    private const string Form = "yyyy-MM-dd";

    private protected override object Read(object value) => Unwrap(value) switch
    {
        DateTimeOffset time => time.UtcDateTime.Date,
        // Without a zone, or in the local one: the day that it shows.
        DateTime time => time.Date,
        _ => Parse(TextOf(value).Trim()),
    };

    private static DateTime Parse(string text) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Fault.Format(nameof(Messages.DayInvalid), text);
}
