using System.Runtime.CompilerServices;

namespace FluenceVm.Clouds.Json;

/// <summary>
/// Remembers short texts of responses, so that a long list holds each status, country and key once. Two threads may overwrite
/// each other's entry; that costs a copy and nothing else.
/// </summary>
internal static class TextPool
{
    private const int Longest = 40;
    private const int Size = 1024;
    private static readonly string?[] Texts = new string?[Size];

    /// <summary>The remembered text of these bytes, or null.</summary>
    [MethodImpl(Compile.AtOnce)]
    public static string? Find(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= Longest && Texts[Slot(utf8)] is { } text && IsSame(text, utf8) ? text : null;

    /// <summary>Remembers a text, if it is short.</summary>
    public static string Keep(ReadOnlySpan<byte> utf8, string text)
    {
        if (utf8.Length <= Longest)
        {
            Texts[Slot(utf8)] = text;
        }
        return text;
    }

    // ASCII alone, so that a byte is a letter.
    [MethodImpl(Compile.AtOnce)]
    private static bool IsSame(string text, ReadOnlySpan<byte> utf8)
    {
        if (text.Length != utf8.Length)
        {
            return false;
        }
        for (var i = 0; i < utf8.Length; i++)
        {
            if (text[i] != utf8[i] || utf8[i] > 0x7f)
            {
                return false;
            }
        }
        return true;
    }

    [MethodImpl(Compile.AtOnce)]
    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        var hash = 17u;
        foreach (var letter in utf8)
        {
            hash = (hash * 31) + letter;
        }
        return (int)(hash % Size);
    }
}
