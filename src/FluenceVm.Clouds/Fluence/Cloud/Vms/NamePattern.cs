namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>One pattern for several names, as SQL's <c>ILIKE</c> reads it.</summary>
internal static class NamePattern
{
    /// <summary>A pattern that all of these names match, and perhaps others; null if there is none but the one for everything.</summary>
    public static string? Of(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }
        var same = names.Min(name => name.Length);
        while (names.Any(name => string.Compare(name, 0, names[0], 0, same, StringComparison.OrdinalIgnoreCase) != 0))
        {
            same--;
        }
        var prefix = names[0].Substring(0, same).Replace("\\", "\\\\");
        return names.Count == 1 ? prefix : prefix.Length > 0 ? prefix + "%" : null;
    }
}
