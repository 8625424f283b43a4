using FluenceVm.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.Language;

/// <summary>The sources of everything that speaks to a user. The emulator is not among them: it imitates what services say.</summary>
internal static class Sources
{
    private static readonly string[] Projects = ["FluenceVm.Model", "FluenceVm.Clouds", "FluenceVm.Reports", "FluenceVm"];

    public static IReadOnlyList<SyntaxNode> Files { get; } = [.. Projects.SelectMany(Read)];

    public static IEnumerable<T> All<T>()
        where T : SyntaxNode => Files.SelectMany(file => file.DescendantNodes()).OfType<T>();

    /// <summary>Every mention of a message: <c>Messages.X</c>.</summary>
    public static IEnumerable<MemberAccessExpressionSyntax> Messages =>
        All<MemberAccessExpressionSyntax>().Where(access => access.Expression is IdentifierNameSyntax { Identifier.Text: nameof(Messages) }
            && access.Name.Identifier.Text != "ResourceManager");

    public static string Place(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
        return $"{Path.GetRelativePath(RepositoryFolder.Path, node.SyntaxTree.FilePath)}:{line}";
    }

    private static IEnumerable<SyntaxNode> Read(string project)
    {
        var folder = Path.Combine(RepositoryFolder.Path, "src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetRoot());
    }
}
