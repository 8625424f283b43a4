using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>
/// A query: lists in bracket notation (<c>status[0]=new</c>; one value may do without). What an operation doesn't know is ignored.
/// </summary>
internal sealed class CloudQuery
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public CloudQuery(EmulatorRequest request)
    {
        foreach (var each in request.Query)
        {
            var name = Regex.Replace(each.Key, @"\[[0-9]*\]\z", string.Empty, RegexOptions.CultureInvariant);
            if (!_values.TryGetValue(name, out var values))
            {
                _values.Add(name, values = []);
            }
            values.AddRange(each.Value);
        }
    }

    public IReadOnlyList<string> Texts(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <summary>The one value of a parameter; null if it is left out.</summary>
    /// <exception cref="CloudRefusal">400: it is there twice.</exception>
    public string? Text(string name) => Texts(name) switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => one[0],
        _ => throw CloudRefusal.Field(name, "expected one value"),
    };

    /// <summary>Values of a closed list.</summary>
    public IReadOnlyList<string> Words(string name, IReadOnlyList<string> known)
    {
        var texts = Texts(name);
        if (!texts.All(known.Contains))
        {
            throw CloudRefusal.Field(name, $"expected {string.Join(", ", known)}");
        }
        return texts;
    }

    public string? Word(string name, params string[] known)
    {
        var text = Text(name);
        if (text is not null && !known.Contains(text))
        {
            throw CloudRefusal.Field(name, $"expected {string.Join(", ", known)}");
        }
        return text;
    }

    public IReadOnlyList<Guid> Ids(string name) => [.. Texts(name).Select(text => CloudJson.ToId(text, name))];

    public Guid? Id(string name) => Text(name) is { } text ? CloudJson.ToId(text, name) : null;

    public bool Flag(string name) => Word(name, "true", "false") == "true";

    /// <summary>A whole number; the usual one if it is left out.</summary>
    public long Number(string name, long least, long most, long usual)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
        {
            throw CloudRefusal.Field(name, FormattableString.Invariant($"expected a whole number from {least} to {most}"));
        }
        return number;
    }

    /// <summary>A day of the calendar; null if it is left out.</summary>
    public DateTimeOffset? Date(string name) => Moment(name, "yyyy-MM-dd", "a date such as 2026-03-01");

    /// <summary>A time; null if it is left out.</summary>
    public DateTimeOffset? Time(string name) => Moment(name, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "a time such as 2026-03-01T12:00:00Z");

    /// <summary>A UUID with its hyphens; null if a text isn't one.</summary>
    public static Guid? ParseId(string? text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    private DateTimeOffset? Moment(string name, string format, string expected)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Utc, out var time))
        {
            throw CloudRefusal.Field(name, $"expected {expected}");
        }
        return time;
    }
}
