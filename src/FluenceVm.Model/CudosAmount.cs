using System.Globalization;
using System.Numerics;

namespace FluenceVm.Model;

/// <summary>Amounts of CUDOS (1 CUDOS = 10^18 acudos), and the run time that they buy. Nothing here rounds silently.</summary>
public static class CudosAmount
{
    private const int Decimals = 18;
    private static readonly BigInteger AcudosPerCudos = BigInteger.Pow(10, Decimals);
    private static readonly BigInteger ShortUnit = BigInteger.Pow(10, Decimals - 6);
    private static readonly BigInteger DecimalMantissa = (BigInteger.One << 96) - 1;

    /// <summary>An amount in CUDOS, to the last digit.</summary>
    /// <param name="acudos">The amount in acudos.</param>
    /// <returns>The amount, without trailing zeros; null if it has more digits than a <see cref="decimal"/>.</returns>
    public static decimal? ToCudos(BigInteger acudos)
    {
        var (mantissa, scale) = (BigInteger.Abs(acudos), Decimals);
        while (scale > 0 && BigInteger.Remainder(mantissa, 10).IsZero)
        {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        if (mantissa > DecimalMantissa)
        {
            return null;
        }
        return new decimal(Part(mantissa), Part(mantissa >> 32), Part(mantissa >> 64), acudos.Sign < 0, (byte)scale);
    }

    /// <summary>An amount in acudos, exactly.</summary>
    /// <param name="cudos">The amount in CUDOS.</param>
    /// <exception cref="ArgumentException">It has more than 18 decimals.</exception>
    public static BigInteger ToAcudos(decimal cudos)
    {
        var bits = decimal.GetBits(cudos);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        var acudos = BigInteger.DivRem(mantissa * AcudosPerCudos, BigInteger.Pow(10, (bits[3] >> 16) & 0xff), out var rest);
        if (!rest.IsZero)
        {
            throw Fault.Argument(nameof(Messages.CudosTooPrecise), cudos, Decimals);
        }
        return cudos < 0 ? -acudos : acudos;
    }

    /// <summary>An amount as text with its currency, for example <c>12.5 CUDOS</c>: every digit, however many there are.</summary>
    /// <param name="acudos">The amount in acudos.</param>
    public static string Format(BigInteger acudos)
    {
        var whole = BigInteger.DivRem(BigInteger.Abs(acudos), AcudosPerCudos, out var rest).ToString(CultureInfo.InvariantCulture);
        var fraction = rest.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0').TrimEnd('0');
        return $"{(acudos.Sign < 0 ? "-" : string.Empty)}{whole}{(fraction.Length == 0 ? string.Empty : "." + fraction)} CUDOS";
    }

    /// <summary>An amount as text with its currency, rounded to six decimals: 43.999999999999999998 CUDOS is <c>44 CUDOS</c>.</summary>
    /// <param name="acudos">The amount in acudos.</param>
    /// <returns>The text; every digit of an amount that would be rounded to nothing.</returns>
    public static string FormatShort(BigInteger acudos)
    {
        var half = acudos.Sign * ShortUnit / 2;
        var rounded = (acudos + half) / ShortUnit * ShortUnit;
        return Format(rounded.IsZero ? acudos : rounded);
    }

    /// <summary>How long a credit lasts; what is longer than <see cref="TimeSpan.MaxValue"/> is that.</summary>
    /// <param name="credit">The credit in acudos; not negative.</param>
    /// <param name="pricePerHour">The price per hour in acudos; above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of range.</exception>
    public static TimeSpan RunTime(BigInteger credit, BigInteger pricePerHour)
    {
        if (credit.Sign < 0)
        {
            throw Fault.Range(nameof(credit), credit, nameof(Messages.CreditNegative));
        }
        if (pricePerHour.Sign <= 0)
        {
            throw Fault.Range(nameof(pricePerHour), pricePerHour, nameof(Messages.PriceNotPositive));
        }
        var ticks = credit * TimeSpan.TicksPerHour / pricePerHour;
        return ticks > long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>
    /// The credit that a run time costs, in acudos, rounded up to whole billing cycles of a minute and then to whole acudos.
    /// </summary>
    /// <param name="runTime">The run time; not negative.</param>
    /// <param name="pricePerHour">The price per hour in acudos; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is negative.</exception>
    public static BigInteger Credit(TimeSpan runTime, BigInteger pricePerHour)
    {
        if (runTime < TimeSpan.Zero)
        {
            throw Fault.Range(nameof(runTime), runTime, nameof(Messages.RunTimeNegative));
        }
        if (pricePerHour.Sign < 0)
        {
            throw Fault.Range(nameof(pricePerHour), pricePerHour, nameof(Messages.PriceNegative));
        }
        var minutes = ((BigInteger)runTime.Ticks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;
        return (minutes * pricePerHour + 59) / 60;
    }

    /// <summary>A time and a run time; what lies beyond the year 9999 is <see cref="DateTimeOffset.MaxValue"/>.</summary>
    /// <param name="time">The time.</param>
    /// <param name="runTime">The run time; not negative.</param>
    public static DateTimeOffset Add(DateTimeOffset time, TimeSpan runTime) =>
        runTime > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : time + runTime;

    private static int Part(BigInteger mantissa) => unchecked((int)(uint)(mantissa & uint.MaxValue));
}
