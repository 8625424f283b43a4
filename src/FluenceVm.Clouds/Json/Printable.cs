using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FluenceVm.Clouds.Json;

/// <summary>
/// Writes the control characters of a service's text as visible escapes, <c>\u001b</c>, where the text comes in. So a
/// hostile name moves no cursor and hides nothing, in whichever table, prompt, error or log it ends.
/// </summary>
internal static class Printable
{
    /// <summary>The text of a JSON string or property name.</summary>
    [MethodImpl(Compile.AtOnce)]
    public static string Read(ref Utf8JsonReader reader) =>
        reader.HasValueSequence || reader.ValueIsEscaped ? Escape(reader.GetString()!)
        : TextPool.Find(reader.ValueSpan) ?? TextPool.Keep(reader.ValueSpan, Escape(reader.GetString()!));

    public static string Escape(string text)
    {
        var index = FirstUnprintable(text);
        if (index < 0)
        {
            return text;
        }
        var result = new StringBuilder(text, 0, index, text.Length + 16);
        foreach (var letter in text.AsSpan(index))
        {
            _ = IsPrintable(letter)
                ? result.Append(letter)
                : result.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    /// <summary>A text of unknown length and kind as one line of a message.</summary>
    public static string Line(string text, int longest)
    {
        var line = Escape(string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        return line.Length <= longest ? line : line.Substring(0, longest) + "...";
    }

    [MethodImpl(Compile.AtOnce)]
    private static int FirstUnprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]))
            {
                return i;
            }
        }
        return -1;
    }

    // Format characters reorder text (U+202E) or are invisible; separators break lines.
    private static bool IsPrintable(char letter) => letter is >= ' ' and <= '~' || CharUnicodeInfo.GetUnicodeCategory(letter)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

/// <summary>Reads every text of a response through <see cref="Printable"/>.</summary>
internal sealed class PrintableConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Printable.Read(ref reader) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Printable.Escape(reader.GetString()!);
}
