using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>What the Gallery shows beside the module.</summary>
internal static class Release
{
    private const string PropertiesFile = "Directory.Build.props";

    /// <summary>The address of the folder of cmdlet pages; null while the project has none.</summary>
    public static string? CommandPages() => ProjectUrl() is { Length: > 0 } url ? $"{url}/blob/v{Manifest.Version}/docs/commands" : null;

    /// <summary>The keys of the manifest's <c>PSData</c> that the repository's other files know.</summary>
    public static IReadOnlyDictionary<string, string> Facts()
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (ProjectUrl() is { Length: > 0 } url)
        {
            facts["ProjectUri"] = url;
            facts["LicenseUri"] = $"{url}/blob/v{Manifest.Version}/LICENSE";
            facts["IconUri"] = $"{url}/raw/v{Manifest.Version}/docs/icon.png";
        }

        if ((Notes(Regex.Escape(Manifest.Version)) ?? Notes("Unreleased")) is { } notes)
        {
            facts["ReleaseNotes"] = notes;
        }

        return facts;
    }

    /// <summary>Refuses a release that would lack what a reader of the Gallery looks for.</summary>
    public static void Demand()
    {
        if (ProjectUrl().Length == 0)
        {
            throw new TaskFailedException(
                "A release needs the project's address, from which the Gallery links to the project, its licence and its icon: "
                + $"set ProjectUrl in {PropertiesFile}.");
        }

        if (Notes(Regex.Escape(Manifest.Version)) == null)
        {
            throw new TaskFailedException($"A release needs its notes: CHANGELOG.md has no section '## [{Manifest.Version}]'.");
        }
    }

    private static string ProjectUrl() =>
        XDocument.Load(Repository.In(PropertiesFile)).Descendants("ProjectUrl").SingleOrDefault()?.Value.Trim().TrimEnd('/') ?? "";

    private static string? Notes(string section)
    {
        var match = Regex.Match(
            File.ReadAllText(Repository.In("CHANGELOG.md")),
            $@"^## \[{section}\][^\n]*\n(.*?)(?=^## |^\[|\z)",
            RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Success ? match.Groups[1].Value.Trim() : null;
    }
}
