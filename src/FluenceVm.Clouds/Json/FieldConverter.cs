using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Json;

/// <summary>Reads a field from a JSON string or number, and keeps what is neither as a fault.</summary>
internal abstract class FieldConverter<T> : JsonConverter<Field<T>>
    where T : struct
{
    // More than is told, so that a key in it is still recognised as a whole.
    private const int LongestFault = 4096;

    private const int MostPlainDigits = 28;

    [MethodImpl(Compile.AtOnce)]
    public sealed override Field<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return default;
        }
        if (TryRead(ref reader) is { } value)
        {
            return new Field<T>(value, null);
        }
        using var document = JsonDocument.ParseValue(ref reader);
        var text = document.RootElement.GetRawText();
        return new Field<T>(null, text.Length <= LongestFault ? text : text.Substring(0, LongestFault));
    }

    /// <summary>Reads the value of the property whose name is the current token.</summary>
    public Field<T> ReadValue(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        reader.Read();
        return Read(ref reader, typeof(Field<T>), options);
    }

    /// <summary>Reads the value that the current token begins.</summary>
    public Field<T> ReadCurrent(ref Utf8JsonReader reader) => Read(ref reader, typeof(Field<T>), JsonSerializerOptions.Default);

    public sealed override void Write(Utf8JsonWriter writer, Field<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    /// <summary>The value, or null if the token is none.</summary>
    protected abstract T? TryRead(ref Utf8JsonReader reader);

    // Digits with a point among them, as nearly every amount is, and few enough to be exact: no text is made of it.
    private protected static decimal? ReadPlain(ref Utf8JsonReader reader)
    {
        var text = reader.HasValueSequence ? default : reader.ValueSpan;
        return text.Length is > 0 and <= MostPlainDigits && IsDigit(text[0]) && IsDigit(text[text.Length - 1])
            && Utf8Parser.TryParse(text, out decimal value, out var read, 'F') && read == text.Length ? value : null;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';
}

/// <summary>
/// A number, plain or in a string (<c>"2.4352"</c>, <c>".30697"</c>, <c>"-1E-7"</c>): amounts in most generations, and quantities. What
/// has more digits than a decimal holds is unreadable, because it could only be rounded.
/// </summary>
internal sealed class NumberConverter : FieldConverter<decimal>
{
    // Beyond any amount or quantity, and small enough that sums and unit changes stay within a decimal.
    private const decimal Limit = 1_000_000_000_000_000m;

    [MethodImpl(Compile.AtOnce)]
    protected override decimal? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return null;
        }
        var value = ReadPlain(ref reader) ?? ExactNumber.Read(ref reader)?.ToDecimal();
        return value is > -Limit and < Limit ? value : null;
    }
}

/// <summary>
/// An amount in generation v2: a whole number of millionths of a USDC. The announced later form, a string with decimals, is USDC;
/// a string without any could be either and isn't an amount.
/// </summary>
internal sealed class MicroUsdcConverter : FieldConverter<decimal>
{
    private const decimal MicroPerUsdc = 1_000_000m;

    [MethodImpl(Compile.AtOnce)]
    protected override decimal? TryRead(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => ExactNumber.Read(ref reader) is { IsWhole: true } micro ? micro.ToDecimal() / MicroPerUsdc : null,
        JsonTokenType.String when ExactNumber.Read(ref reader) is { } usdc && (!usdc.IsWhole || reader.GetString()!.IndexOf('.') >= 0) =>
            usdc.ToDecimal(),
        _ => null,
    };
}

/// <summary>A time, also one with a signed six-digit year and nanoseconds (<c>+002025-03-28T16:26:38.808750000Z</c>).</summary>
internal sealed class TimeConverter : FieldConverter<DateTimeOffset>
{
    [MethodImpl(Compile.AtOnce)]
    protected override DateTimeOffset? TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }
        return reader.TryGetDateTimeOffset(out var value) && HasZone(reader.HasValueSequence ? default : reader.ValueSpan)
            ? value.ToUniversalTime()
            : Parse(reader.GetString()!);
    }

    // Without a zone the reader would take the machine's own.
    private static bool HasZone(ReadOnlySpan<byte> text) => text.Length > 0 && text[text.Length - 1] == (byte)'Z';

    private static DateTimeOffset? Parse(string text)
    {
        if (text.Length > 7 && text[0] == '+' && text[1] == '0' && text[2] == '0')
        {
            text = text.Substring(3);
        }
        return DateTimeOffset.TryParse(
            Shorten(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : null;
    }

    // A tick is 100 ns: seven digits.
    private static string Shorten(string text)
    {
        var result = new StringBuilder(text.Length);
        var digits = -1;
        foreach (var character in text)
        {
            digits = character == '.' ? 0 : digits >= 0 && char.IsDigit(character) ? digits + 1 : -1;
            if (digits <= 7)
            {
                result.Append(character);
            }
        }
        return result.ToString();
    }
}
