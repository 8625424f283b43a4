using System.Collections.Specialized;

namespace FluenceVm.Model;

/// <summary>Makes ordered dictionaries of arbitrary data.</summary>
internal static class OrderedEntries
{
    /// <summary>
    /// A dictionary whose keys ignore case, unless two of them differ by nothing else. Of a key given twice the last value
    /// counts.
    /// </summary>
    public static OrderedDictionary ToDictionary(KeyValuePair<string, object?>[] entries)
    {
        var comparer = DifferByCaseAlone(entries) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        var result = new OrderedDictionary(entries.Length, comparer);
        foreach (var entry in entries)
        {
            result[entry.Key] = entry.Value;
        }
        return result;
    }

    private static bool DifferByCaseAlone(KeyValuePair<string, object?>[] entries) =>
        entries.Length > 1
        && new HashSet<string>(entries.Select(entry => entry.Key), StringComparer.OrdinalIgnoreCase).Count
            < new HashSet<string>(entries.Select(entry => entry.Key), StringComparer.Ordinal).Count;
}
