using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FluenceVm.Clouds.Json;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Json;

public sealed class ExactNumberTests
{
    private static readonly Gen<decimal> Amounts =
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Choose(0, 3_000)
        from scale in Gen.Choose(0, 28)
        from isNegative in Gen.Elements(true, false)
        select new decimal(low, middle, 0, isNegative, (byte)scale);

    private static Field<decimal> Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return new NumberConverter().Read(ref reader, typeof(Field<decimal>), JsonSerializerOptions.Default);
    }

    [Theory]
    [InlineData("\"-1.25\"", "-1.25")]
    [InlineData("\"0E-18\"", "0")]
    [InlineData("\"1E-7\"", "0.0000001")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("-0.0", "0")]
    [InlineData("\"+3\"", "3")]
    [InlineData("\".30697\"", "0.30697")]
    [InlineData("\"1\\u002e5\"", "1.5")]
    [InlineData("1E+3", "1000")]
    [InlineData("\"0.0000000000000000000000000000000000000\"", "0")]
    [InlineData("\"123.4500000000000000000000000000000000\"", "123.45")]
    [InlineData("\"0.0248466666666666666666666667\"", "0.0248466666666666666666666667")]
    public void An_amount_is_read_to_the_last_digit(string json, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Read(json).Value);

    [Theory]
    [InlineData("\"1,5\"")]
    [InlineData("\"1 5\"")]
    [InlineData("\"\"")]
    [InlineData("\".\"")]
    [InlineData("\"-\"")]
    [InlineData("\"e5\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"1e99999\"")]
    [InlineData("\"1e300\"")]
    [InlineData("\"1e-30\"")]
    [InlineData("\"0.12345678901234567890123456789012345\"")]
    [InlineData("0.12345678901234567890123456789012345")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_not_a_number_or_could_only_be_rounded_is_a_problem_of_its_field(string json)
    {
        Assert.Null(Read(json).Value);
        Assert.Equal(json, Read(json).Fault);
    }

    [Fact]
    public void However_an_amount_is_written_it_is_read_as_itself()
    {
        var property = Prop.ForAll(Amounts.ToArbitrary(), Gen.Choose(-9, 9).ToArbitrary(), (amount, shift) =>
        {
            var (digits, scale) = Split(amount);
            string[] texts =
            [
                amount.ToString(CultureInfo.InvariantCulture),
                $"{digits}E{-scale}",
                $"{digits}{new string('0', 9 + shift)}e{-scale - 9 - shift}",
            ];
            foreach (var text in texts)
            {
                Assert.Equal(amount, ExactNumber.Parse(text)!.Value.ToDecimal());
            }
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), property);
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("1e21", "1000000000000000000000")]
    [InlineData("1.5e1", "15")]
    [InlineData("340282366920938463463374607431768211455", "340282366920938463463374607431768211455")]
    [InlineData("1.5", null)]
    [InlineData("1e-7", null)]
    [InlineData("1e78", null)]
    [InlineData("1e9999", null)]
    public void A_whole_number_is_read_exactly_or_not_at_all(string text, string? number)
    {
        BigInteger? expected = number is null ? null : BigInteger.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(expected, ExactNumber.Parse(text)!.Value.ToWhole());
    }

    private static (BigInteger Digits, int Scale) Split(decimal amount)
    {
        var bits = decimal.GetBits(amount);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (amount < 0 ? -digits : digits, (bits[3] >> 16) & 0xff);
    }
}
