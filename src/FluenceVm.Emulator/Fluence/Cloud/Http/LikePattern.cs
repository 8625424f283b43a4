namespace FluenceVm.Emulator.Fluence.Cloud.Http;

/// <summary>SQL's <c>ILIKE</c>: <c>%</c> for any text, <c>_</c> for any character, the case of letters aside.</summary>
internal static class LikePattern
{
    /// <summary>Whether the whole text matches. It takes no more than length times length, whatever the pattern is.</summary>
    public static bool Matches(string pattern, string text)
    {
        var (at, inPattern, star, resumeAt) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (inPattern < pattern.Length && pattern[inPattern] == '%')
            {
                star = inPattern++;
                resumeAt = at;
            }
            else if (inPattern < pattern.Length && (pattern[inPattern] == '_' || Same(pattern[inPattern], text[at])))
            {
                inPattern++;
                at++;
            }
            else if (star >= 0)
            {
                inPattern = star + 1;
                at = ++resumeAt;
            }
            else
            {
                return false;
            }
        }
        return pattern.Skip(inPattern).All(rest => rest == '%');
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
