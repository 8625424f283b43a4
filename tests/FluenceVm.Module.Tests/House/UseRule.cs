using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.House;

/// <summary>Rules 2 and 8: who may use whom. The first namespace uses nothing of the second.</summary>
internal static class UseRule
{
    private const string Clouds = "FluenceVm.Clouds";
    private const string Fluence = Clouds + ".Fluence";
    private const string Cudos = Clouds + ".Cudos";
    private const string Emulator = "FluenceVm.Emulator";
    private const string PowerShell = "System.Management.Automation";

    private static readonly (string User, string Used, string Reason)[] Rules =
    [
        .. from room in new[] { "Http", "Json", "Waiting", "Ssh", "Journal" }
           from cloud in new[] { Fluence, Cudos }
           select ($"{Clouds}.{room}", cloud, "the kernel knows no cloud"),
        (Cudos, Fluence, "one cloud knows nothing of the other"),
        (Fluence, Cudos, "one cloud knows nothing of the other"),
        ($"{Fluence}.Market", $"{Fluence}.Cloud", "one generation knows nothing of another"),
        ($"{Fluence}.Cloud", $"{Fluence}.Market", "one generation knows nothing of another"),
        ($"{Emulator}.Fluence.Cloud", $"{Emulator}.Fluence.Market", "one generation knows nothing of another"),
        (Emulator, Clouds, "the emulator is a second reading, so it shares no code with the clients"),
        (Emulator, "FluenceVm.Model", "the emulator is a second reading, so it shares no code with the clients"),
        (Clouds, Emulator, "the clients know services, not the emulator"),
        (Clouds, PowerShell, "core code knows nothing of PowerShell"),
        (Emulator, PowerShell, "core code knows nothing of PowerShell"),
        ("FluenceVm.Model", PowerShell, "core code knows nothing of PowerShell"),
        ("FluenceVm.Model", Clouds, "users' types know no client"),
        ("FluenceVm.Reports", Clouds, "a report is told what it says"),
        ("FluenceVm.Reports", PowerShell, "core code knows nothing of PowerShell"),
        ("FluenceVm.Fluence", "FluenceVm.Cudos", "the cmdlets of one cloud know nothing of the other's"),
        ("FluenceVm.Cudos", "FluenceVm.Fluence", "the cmdlets of one cloud know nothing of the other's"),
    ];

    // The words of one cloud, which its own namespace doesn't give away.
    private static readonly (string User, string Word)[] Words =
    [
        .. from room in new[] { "Http", "Json", "Waiting", "Ssh", "Journal" }
           from word in new[] { "FluenceApiException", "FluenceApiVersion", "ContractException" }
           select ($"{Clouds}.{room}", word),
    ];

    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files)
    {
        var code = files.Where(file => file.IsCode && file.IsIn("src")).ToList();
        var known = code.Select(file => file.Namespace).Append(PowerShell).ToHashSet(StringComparer.Ordinal);
        var words = known.SelectMany(name => name.Split('.')).ToHashSet(StringComparer.Ordinal);
        return code.SelectMany(file => Uses(file, known, words).Concat(ForeignWords(file)));
    }

    private static IEnumerable<string> Uses(SourceFile file, HashSet<string> known, HashSet<string> words)
    {
        var used = NamespacesOf(file, known, words).ToHashSet(StringComparer.Ordinal);
        return from rule in Rules
               where IsWithin(file.Namespace, rule.User)
               from name in used
               where IsWithin(name, rule.Used)
               select $"{file.Path}: it uses {name}; {rule.Reason}.";
    }

    private static IEnumerable<string> ForeignWords(SourceFile file) =>
        from rule in Words
        where IsWithin(file.Namespace, rule.User)
            && file.Root.DescendantNodes(descendIntoTrivia: true)
                .OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.Text == rule.Word)
        select $"{file.Path}: it names {rule.Word}; the kernel knows no cloud.";

    // What a file imports, and what it names from within its own namespaces: in A.B, the name C.D may mean A.B.C, A.C or C.
    private static IEnumerable<string> NamespacesOf(SourceFile file, HashSet<string> known, HashSet<string> words)
    {
        var imports = file.Root.DescendantNodes().OfType<UsingDirectiveSyntax>().Select(directive => directive.NamespaceOrType.ToString());
        var own = file.Namespace.Split('.');
        var named = from node in file.Root.DescendantNodes(descendIntoTrivia: true)
                    where node is QualifiedNameSyntax or MemberAccessExpressionSyntax or QualifiedCrefSyntax
                    where words.Contains(node.GetFirstToken().ValueText)
                    let name = node.ToString()
                    from length in Enumerable.Range(0, own.Length + 1)
                    let candidate = string.Join('.', [.. own[..length], name])
                    where known.Contains(candidate)
                    select candidate;
        return imports.Concat(named);
    }

    private static bool IsWithin(string name, string room) =>
        name == room || name.StartsWith(room + ".", StringComparison.Ordinal);
}
