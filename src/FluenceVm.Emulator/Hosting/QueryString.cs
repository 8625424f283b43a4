namespace FluenceVm.Emulator.Hosting;

/// <summary>Reads the part of an address after the question mark.</summary>
internal static class QueryString
{
    /// <summary>The values by name, in their order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parse(string query)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=');
            var name = Unescape(at < 0 ? pair : pair.Substring(0, at));
            var value = at < 0 ? string.Empty : Unescape(pair.Substring(at + 1));
            values[name] = values.TryGetValue(name, out var before) ? [.. before, value] : [value];
        }
        return values;
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
