using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FluenceVm.Clouds.Json;

/// <summary>A number as JSON and its strings write it, with sign, point and exponent. Nothing is ever rounded.</summary>
internal readonly struct ExactNumber
{
    private const int LongestText = 128;
    private const int MostDigits = 78;
    private const int DecimalScale = 28;
    private static readonly BigInteger DecimalMantissa = (BigInteger.One << 96) - 1;
    private static readonly Regex Form = new(
        @"^(?<sign>[+-])?(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]{1,4}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly BigInteger _digits;
    private readonly int _scale;

    private ExactNumber(BigInteger digits, int scale)
    {
        while (!digits.IsZero && scale != 0 && BigInteger.Remainder(digits, 10).IsZero)
        {
            (digits, scale) = (digits / 10, scale - 1);
        }
        _digits = digits;
        _scale = digits.IsZero ? 0 : scale;
    }

    /// <summary>Whether it has no decimals.</summary>
    public bool IsWhole => _scale <= 0;

    /// <summary>The number that the current token, a number or a string, stands for; null if it isn't one.</summary>
    public static ExactNumber? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Parse(reader.GetString()!),
        JsonTokenType.Number => Parse(Encoding.ASCII.GetString(
            reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan.ToArray())),
        _ => null,
    };

    /// <summary>Reads a text; null if it isn't a number.</summary>
    public static ExactNumber? Parse(string text)
    {
        if (text.Length > LongestText || Form.Match(text) is not { Success: true } match)
        {
            return null;
        }
        var fraction = match.Groups["fraction"].Value;
        if (match.Groups["whole"].Value + fraction is not { Length: > 0 } digits)
        {
            return null;
        }
        var exponent = match.Groups["exponent"] is { Success: true, Value: var power } ? int.Parse(power, CultureInfo.InvariantCulture) : 0;
        var mantissa = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return new ExactNumber(match.Groups["sign"].Value == "-" ? -mantissa : mantissa, fraction.Length - exponent);
    }

    /// <summary>The number as a decimal; null if it has more digits than one holds.</summary>
    public decimal? ToDecimal()
    {
        if (_scale is > DecimalScale or < -DecimalScale)
        {
            return null;
        }
        var digits = _scale < 0 ? _digits * BigInteger.Pow(10, -_scale) : _digits;
        if (BigInteger.Abs(digits) > DecimalMantissa)
        {
            return null;
        }
        var value = (decimal)BigInteger.Abs(digits);
        var bits = decimal.GetBits(value);
        return new decimal(bits[0], bits[1], bits[2], digits.Sign < 0, (byte)Math.Max(_scale, 0));
    }

    /// <summary>The whole number; null if it has decimals or more digits than any chain's amount.</summary>
    public BigInteger? ToWhole() =>
        _scale > 0 || -_scale > MostDigits ? null
        : _digits * BigInteger.Pow(10, -_scale) is var whole && BigInteger.Abs(whole) < BigInteger.Pow(10, MostDigits) ? whole
        : null;
}
