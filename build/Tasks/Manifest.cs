using System.Text.RegularExpressions;

namespace FluenceVm.Build;

/// <summary>The module's manifest: what it says, and how it leaves the repository.</summary>
internal static partial class Manifest
{
    private static readonly string Source = File.ReadAllText(Repository.In("FluenceVm.psd1"));

    public static string Version { get; } = Value("ModuleVersion");

    /// <summary>A text of the manifest, quotes taken off.</summary>
    public static string Value(string key) =>
        Regex.Match(Source, $@"\b{key}\s*=\s*'((?:[^']|'')*)'").Groups[1].Value.Replace("''", "'");

    /// <summary>A list of texts of the manifest.</summary>
    public static string[] List(string key)
    {
        var list = Regex.Match(Source, $@"\b{key}\s*=\s*@\(([^)]*)\)").Groups[1].Value;
        return [.. QuotedText().Matches(list).Select(match => match.Groups[1].Value)];
    }

    /// <summary>The manifest as it is shipped: with the release notes and, where the project has one, its address.</summary>
    public static string Shipped()
    {
        var lines = Release.Facts().Select(fact => $"            {fact.Key} = '{fact.Value.Replace("'", "''")}'\n");
        return TagsLine().Replace(Source, match => match.Value + string.Concat(lines), 1);
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"^\s*Tags\s*=.*\n", RegexOptions.Multiline)]
    private static partial Regex TagsLine();
}
