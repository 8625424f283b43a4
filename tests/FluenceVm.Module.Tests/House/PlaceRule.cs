using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 3: a thing lies with its only user. A second user moves it up one level. Rooms behind one door are neighbours.</summary>
internal static class PlaceRule
{
    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from project in files.Where(file => file.IsCode && file.IsIn("src")).GroupBy(Repository.ProjectOf)
        where project.Key is not null
        from finding in Findings(project.Key, [.. project])
        select finding;

    private static IEnumerable<string> Findings(string project, List<SourceFile> files)
    {
        var words = files.ToDictionary(file => file, WordsOf);
        foreach (var file in files)
        {
            var types = file.Types.Select(type => Short(type.Split('`')[0])).ToHashSet(StringComparer.Ordinal);
            var users = files.Where(other => other != file && words[other].Overlaps(types)).Select(FolderOf).Distinct().ToList();
            var home = FolderOf(file);
            // What is public is for other assemblies too.
            if (home != project && users.Count == 1 && IsFar(users[0], home) && !IsPublic(file))
            {
                yield return $"{file.Path}: only {users[0]} uses it, so it lies there.";
            }
        }
    }

    // The rooms above and below are at home, and so are neighbours behind one door.
    private static bool IsFar(string user, string home) =>
        !$"{user}/".StartsWith($"{home}/", StringComparison.Ordinal)
        && !$"{home}/".StartsWith($"{user}/", StringComparison.Ordinal)
        && user[..user.LastIndexOf('/')] != home[..home.LastIndexOf('/')];

    private static HashSet<string> WordsOf(SourceFile file) => file.Root.DescendantNodes()
        .OfType<SimpleNameSyntax>()
        .Select(name => name.Identifier.Text)
        .ToHashSet(StringComparer.Ordinal);

    private static string Short(string type) =>
        type.EndsWith("Attribute", StringComparison.Ordinal) ? type[..^"Attribute".Length] : type;

    private static bool IsPublic(SourceFile file) => file.Root.DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .Any(type => type.Modifiers.Any(modifier => modifier.Text == "public"));

    private static string FolderOf(SourceFile file) => file.Path[..file.Path.LastIndexOf('/')];
}
