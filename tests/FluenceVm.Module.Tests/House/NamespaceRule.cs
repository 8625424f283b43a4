namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 1: the folder is the namespace. Cmdlets keep one of their own, because it is the tail of error ids.</summary>
internal static class NamespaceRule
{
    private const string Cmdlets = "FluenceVm.Cmdlets";

    // The same types for two editions of PowerShell; a project compiles one folder of them.
    private static readonly string[] Editions = ["src/FluenceVm.Loader/Core", "src/FluenceVm.Loader/Desktop"];

    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode && file.Namespace.Length > 0 && !Array.Exists(Editions, file.IsIn)
        let expected = Expected(file)
        where expected is not null && file.Namespace != expected
        select $"{file.Path}: its namespace is {file.Namespace}, its folder says {expected}.";

    private static string? Expected(SourceFile file)
    {
        if (Repository.ProjectOf(file) is not { } project)
        {
            return null;
        }
        if (project == "src/FluenceVm" && file.Text.Contains("\n[Cmdlet(", StringComparison.Ordinal))
        {
            return Cmdlets;
        }
        var folders = file.Path[(project.Length + 1)..].Split('/')[..^1];
        return string.Join('.', [Repository.RootNamespaces[project], .. folders]);
    }
}
