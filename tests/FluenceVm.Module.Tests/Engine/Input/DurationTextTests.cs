using System.Globalization;
using FluenceVm.Engine.Input;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.ModuleTests.Engine.Input;

public sealed class DurationTextTests
{
    private static readonly Gen<string> Texts = Gen
        .Elements("0", "1", "9", "12", "24", "30", ":", ".", "d", "h", "m", "s", " ", "hours", "-")
        .ListOf().Where(parts => parts.Count <= 9).Select(string.Concat);

    [Theory]
    [InlineData("12h", 12 * 60)]
    [InlineData("30d", 30 * 24 * 60)]
    [InlineData("1d12h", 36 * 60)]
    [InlineData("90m", 90)]
    [InlineData("1.5h", 90)]
    [InlineData("6 hours", 6 * 60)]
    [InlineData("1 hour", 60)]
    [InlineData("1 day 12 hours", 36 * 60)]
    [InlineData("2 D 1 H 5 min", (49 * 60) + 5)]
    [InlineData(" 300s ", 5)]
    [InlineData("1.12:00:00", 36 * 60)]
    [InlineData("23:59:00", (24 * 60) - 1)]
    [InlineData("00:10:00", 10)]
    public void A_duration_is_read_as_it_is_written(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), DurationText.Parse(text));

    [Theory]
    [InlineData("24:00:00", "24h", "24d")]
    [InlineData("48:30:00", "48h30m", "48d30h")]
    [InlineData("025:00:10", "25h10s", "25d10m")]
    [InlineData("12:30", "12h30m", "12m30s")]
    [InlineData("00:10", "0h10m", "0m10s")]
    public void What_could_be_two_durations_is_refused_with_both(string text, string one, string other)
    {
        var error = Assert.Throws<FormatException>(() => DurationText.Parse(text));
        Assert.Contains($"'{text}' could mean {one} or {other}", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(DurationText.Parse(one), DurationText.Parse(other));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("6 hourz")]
    [InlineData("1 2h")]
    [InlineData("12h1d")]
    [InlineData("1h1h")]
    [InlineData("1m30")]
    [InlineData("1,5h")]
    [InlineData("-1h")]
    [InlineData("1 month")]
    [InlineData("1.24:00:00")]
    [InlineData("1:12:00:00")]
    [InlineData("12:60:00")]
    [InlineData("100000000d")]
    [InlineData("99999999999999999999999999999999999d")]
    [InlineData("٣h")]
    public void Anything_else_is_refused(string text)
    {
        var error = Assert.Throws<FormatException>(() => DurationText.Parse(text));
        Assert.Contains($"'{text}' is not a valid duration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_time_span_is_read_as_itself()
    {
        var spans = Gen.Choose(0, int.MaxValue).Select(seconds => TimeSpan.FromSeconds(seconds));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(spans.ToArbitrary(), span =>
        {
            Assert.Equal(span, DurationText.Parse(span.ToString("c", CultureInfo.InvariantCulture)));
            Assert.Equal(span, DurationText.Parse($"{span.Days}d{span.Hours}h{span.Minutes}m{span.Seconds}s"));
            Assert.Equal(span, DurationText.Parse($"{span.Days} days {span.Hours} hours {span.Minutes} minutes {span.Seconds} seconds"));
        }));
    }

    [Fact]
    public void No_text_that_is_read_means_another_time_to_dotnet() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            if (Read(text) is { } span && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var other))
            {
                Assert.Equal(other, span);
            }
        }));

    private static TimeSpan? Read(string text)
    {
        try
        {
            return DurationText.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
