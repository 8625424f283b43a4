using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 7: what may be repeated follows from the HTTP method, or is said at the call. Nobody leaves it to a default.</summary>
internal static class RepetitionRule
{
    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsCode && file.IsIn("src")
        from parameter in file.Root.DescendantNodes().OfType<ParameterSyntax>()
        where parameter.Default is not null && IsRepetition(parameter)
        select $"{file.Path}: '{parameter}' lets a request be repeated, or not, by default.";

    private static bool IsRepetition(ParameterSyntax parameter) =>
        parameter.Type?.ToString() is "Repetition" or "Repetition?"
        || parameter.Identifier.Text.Contains("repeat", StringComparison.OrdinalIgnoreCase);
}
