using System.Xml.Linq;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.House;

/// <summary>The files that the rules of the house are about.</summary>
internal static class Repository
{
    private static readonly string[] Folders = ["src", "tests", "build", "bench", "samples"];
    private static readonly string[] Endings = [".cs", ".ps1", ".psd1", ".psm1", ".csproj", ".props"];
    private static readonly string[] Built = ["bin", "obj"];

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Folders.SelectMany(folder => Read(folder, Endings))];

    /// <summary>What people read: pages, messages and the comments of the product's code.</summary>
    public static IReadOnlyList<SourceFile> Prose { get; } =
    [
        .. Read("docs", [".md"]),
        .. Read("src", [".resx"]),
        .. Files.Where(file => file.IsCode && file.IsIn("src")),
        .. Directory.EnumerateFiles(RepositoryFolder.Path, "*.md").Select(AsSource),
    ];

    /// <summary>The projects: their folder, and the namespace that stands at its root.</summary>
    public static IReadOnlyDictionary<string, string> RootNamespaces { get; } = Files
        .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/'), RootNamespace, StringComparer.Ordinal);

    /// <summary>The project that a file belongs to: its folder; null if it belongs to none.</summary>
    public static string? ProjectOf(SourceFile file) =>
        RootNamespaces.Keys.Where(file.IsIn).OrderByDescending(folder => folder.Length).FirstOrDefault();

    /// <summary>A page of the repository; null if there is none.</summary>
    public static string? Page(string path)
    {
        var full = Path.Combine(RepositoryFolder.Path, path);
        return File.Exists(full) ? File.ReadAllText(full) : null;
    }

    private static string RootNamespace(SourceFile project) =>
        XDocument.Parse(project.Text).Descendants("RootNamespace").FirstOrDefault()?.Value
        ?? Path.GetFileNameWithoutExtension(project.Path);

    private static IEnumerable<SourceFile> Read(string folder, string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, folder), "*", SearchOption.AllDirectories)
            .Where(path => endings.Contains(Path.GetExtension(path)))
            .Where(path => !Relative(path).Split('/').Intersect(Built).Any())
            .Select(AsSource);

    private static SourceFile AsSource(string path) => new(Relative(path), File.ReadAllText(path));

    private static string Relative(string path) => Path.GetRelativePath(RepositoryFolder.Path, path).Replace('\\', '/');
}
