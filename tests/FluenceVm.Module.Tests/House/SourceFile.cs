using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.House;

/// <summary>A file of the repository, as the rules of the house look at it.</summary>
/// <param name="Path">Its path from the repository's root, with slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> _root = new(() => CSharpSyntaxTree.ParseText(Text).GetRoot());

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public SyntaxNode Root => _root.Value;

    public string[] Lines => Text.Split('\n');

    /// <summary>The namespace that it declares; empty if it declares none.</summary>
    public string Namespace =>
        Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? string.Empty;

    /// <summary>The types that it declares, nested ones not among them.</summary>
    public IEnumerable<string> Types => Root.DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .Where(type => type.Parent is not BaseTypeDeclarationSyntax && !type.Modifiers.Any(SyntaxKind.FileKeyword))
        .Select(type => type.Identifier.Text + Arity(type));

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Arity(BaseTypeDeclarationSyntax type) =>
        type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: var count and > 0 } ? $"`{count}" : string.Empty;
}
