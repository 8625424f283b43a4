using System.Globalization;
using FluenceVm.Engine.Input;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.ModuleTests.Engine.Input;

public sealed class AmountTextTests
{
    private static readonly Gen<string> Texts = Gen.Elements("0", "1", "9", "12", "500", "000", ".", ",", "'", " ", "e", "-", "+", "x")
        .ListOf().Where(parts => parts.Count <= 8).Select(string.Concat);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1500.75", "1500.75")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("0.000000000000000001", "0.000000000000000001")]
    public void Digits_with_at_most_one_point_are_an_amount(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), AmountText.Parse(text));

    [Theory]
    [InlineData("1,5", "1.5")]
    [InlineData("1500,75", "1500.75")]
    [InlineData("1,500", "1.500|1500")]
    [InlineData("1.500,75", "1500.75")]
    [InlineData("1,500.75", "1500.75")]
    [InlineData("1 500,75", "1500.75")]
    [InlineData("1'500'000", "1500000")]
    [InlineData("1.500.000", "1500000")]
    [InlineData("1_000", "1000")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E-3", "0.0015")]
    [InlineData("1e-7", "0.0000001")]
    [InlineData("ten", "")]
    [InlineData("1,50,0", "")]
    [InlineData("-5", "")]
    [InlineData("+5", "")]
    [InlineData("0x10", "")]
    [InlineData("1.2.3", "")]
    [InlineData("١٢", "")]
    public void Everything_else_is_refused_with_the_spellings_that_may_have_been_meant(string text, string spellings)
    {
        var error = Assert.Throws<FormatException>(() => AmountText.Parse(text));
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(spellings, string.Join('|', AmountText.Spellings(text)));
        Assert.All(AmountText.Spellings(text), spelling => AmountText.Parse(spelling));
    }

    [Fact]
    public void An_amount_with_more_digits_than_are_kept_is_refused() =>
        Assert.Throws<FormatException>(() => AmountText.Parse("0.00000000000000000000000000001"));

    [Fact]
    public void A_printed_amount_is_read_as_itself()
    {
        var amounts =
            from units in Gen.Choose(0, int.MaxValue)
            from scale in Gen.Choose(0, 18)
            select new decimal(units, 0, 0, false, (byte)scale);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(amounts.ToArbitrary(), amount => AmountText.Parse(amount.ToString(CultureInfo.InvariantCulture)) == amount));
    }

    [Fact]
    public void No_text_that_is_read_has_another_reading_anywhere() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            if (!AmountText.TryParse(text, out var amount))
            {
                return;
            }
            var german = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "'" };
            Assert.Equal(decimal.Parse(text, NumberStyles.Any, CultureInfo.InvariantCulture), amount);
            Assert.True(!decimal.TryParse(text, NumberStyles.Any, german, out var other) || other == amount, text);
        }));
}
