using System.Xml.Linq;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.House;

/// <summary>The files that the rules of the house are about.</summary>
internal static class Repository
{
    private static readonly string[] Folders = ["src", "tests", "build", "bench", "samples"];
    private static readonly string[] Endings = [".cs", ".ps1", ".psd1", ".psm1", ".csproj", ".props"];
    private static readonly string[] Built = ["bin", "obj"];

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Folders.SelectMany(Read)];

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

    private static IEnumerable<SourceFile> Read(string folder) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, folder), "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path)))
            .Select(path => (Full: path, Path: Path.GetRelativePath(RepositoryFolder.Path, path).Replace('\\', '/')))
            .Where(file => !file.Path.Split('/').Intersect(Built).Any())
            .Select(file => new SourceFile(file.Path, File.ReadAllText(file.Full)));
}
