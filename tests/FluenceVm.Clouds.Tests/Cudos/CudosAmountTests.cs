using System.Globalization;
using System.Numerics;
using FluenceVm.Model;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>Amounts keep every digit, and run times are what they pay for.</summary>
public sealed class CudosAmountTests
{
    private static readonly Arbitrary<BigInteger> Amounts = Arb.From(
        from digits in Gen.Choose(1, 40)
        from values in Gen.Choose(0, 9).ListOf(digits)
        select BigInteger.Parse(string.Concat(values), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "0.000000000000000001")]
    [InlineData("1000000000000000000", "1")]
    [InlineData("1000000000000000000000", "1000")]
    [InlineData("1000000000000000000001", "1000.000000000000000001")]
    [InlineData("10000000000000000000000000001", "10000000000.000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514.264337593543950335")]
    [InlineData("792281625142643375935439503350000000000000000000", "792281625142643375935439503350")]
    [InlineData("1000000000000000000000000000000000000000000", "1000000000000000000000000")]
    public void Are_cudos_to_the_last_digit(string acudos, string cudos)
    {
        var amount = BigInteger.Parse(acudos, CultureInfo.InvariantCulture);
        Assert.Equal(cudos + " CUDOS", CudosAmount.Format(amount));
        if (decimal.TryParse(cudos, CultureInfo.InvariantCulture, out var expected)
            && expected.ToString(CultureInfo.InvariantCulture) == cudos)
        {
            Assert.Equal(cudos, CudosAmount.ToCudos(amount)?.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(amount, CudosAmount.ToAcudos(expected));
            Assert.Equal(-amount, CudosAmount.ToAcudos(-expected));
        }
    }

    [Fact]
    public void More_digits_than_a_decimal_has_are_no_decimal()
    {
        var tooLong = BigInteger.Parse("79228162514264337593543950337", CultureInfo.InvariantCulture);
        Assert.Null(CudosAmount.ToCudos(tooLong));
        Assert.Equal("79228162514.264337593543950337 CUDOS", CudosAmount.Format(tooLong));
        var machine = new Machine { CreditAcudos = tooLong };
        Assert.Null(machine.Credit);
        Assert.Equal(tooLong, machine.CreditAcudos);
    }

    [Fact]
    public void Come_back_as_they_went() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Amounts, amount =>
            (CudosAmount.ToCudos(amount) is not { } cudos || CudosAmount.ToAcudos(cudos) == amount)
            && (amount >= BigInteger.Pow(10, 28) || CudosAmount.ToCudos(amount) is not null)));

    [Fact]
    public void A_run_time_costs_whole_minutes_and_lasts_as_long() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Amounts, Gen.Choose(0, int.MaxValue).ToArbitrary(), (price, seconds) =>
        {
            var runTime = TimeSpan.FromSeconds(seconds);
            var credit = CudosAmount.Credit(runTime, price);
            var minutes = ((BigInteger)seconds + 59) / 60;
            return credit * 60 >= minutes * price && (credit - 1) * 60 < minutes * price
                && (price.IsZero || CudosAmount.RunTime(credit, price) >= runTime);
        }));

    [Theory]
    [InlineData("0.0000000000000000001")]
    [InlineData("1.0000000000000000009")]
    public void Less_than_an_acudos_is_refused(string cudos) =>
        Assert.Contains(
            "18 decimals",
            Assert.Throws<ArgumentException>(() => CudosAmount.ToAcudos(decimal.Parse(cudos, CultureInfo.InvariantCulture))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Zeros_beyond_the_18th_decimal_are_no_less() => Assert.Equal(10, CudosAmount.ToAcudos(0.00000000000000001000m));

    [Fact]
    public void An_end_is_estimated_from_the_paid_cycle_and_the_credit()
    {
        var until = new DateTimeOffset(2026, 3, 1, 12, 1, 0, TimeSpan.Zero);
        Assert.Equal(until.AddHours(1.5), With(15, 10).EstimatedEnd);
        Assert.Equal(until, With(0, 10).EstimatedEnd);
        Assert.Equal(DateTimeOffset.MaxValue, With(BigInteger.Pow(10, 60), 1).EstimatedEnd);
        Assert.Null(With(15, 0).EstimatedEnd);
        Assert.Null(With(15, null).EstimatedEnd);
        Assert.Null(With(null, 10).EstimatedEnd);
        Assert.Null(With(15, 10, "Finished").EstimatedEnd);
        Assert.Null(new Machine { State = "StartRequested", CreditAcudos = 15, AcudosPerHour = 10 }.EstimatedEnd);

        Machine With(BigInteger? credit, BigInteger? price, string state = "Running") =>
            new() { State = state, Until = until, CreditAcudos = credit, AcudosPerHour = price };
    }
}
