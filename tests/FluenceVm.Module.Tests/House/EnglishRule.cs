using System.Text.RegularExpressions;

namespace FluenceVm.ModuleTests.House;

/// <summary>Messages, pages and comments say things as a native writer would (docs/architecture.md, "English").</summary>
internal static partial class EnglishRule
{
    private static readonly (Regex Pattern, string Advice)[] Refused =
    [
        (IsNo(), "say 'is not a ..', or 'no .. exists'"),
        (Shall(), "say 'must', 'is to' or nothing"),
        (RateWithoutPer(), "say 'per'"),
        (WhereForIf(), "say 'if'"),
    ];

    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where !file.IsCode || line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from refused in Refused
        let match = refused.Pattern.Match(line.Text)
        where match.Success
        select $"{file.Path}:{line.Number}: '{match.Value}': {refused.Advice}.";

    [GeneratedRegex(@"(?<!there )\b(?:is|are|was|were) no (?!longer|more|less|later|earlier)\w+", RegexOptions.IgnoreCase)]
    private static partial Regex IsNo();

    [GeneratedRegex(@"\bshall\b", RegexOptions.IgnoreCase)]
    private static partial Regex Shall();

    [GeneratedRegex(@"\b(?:USDC?|CUDOS|acudos|GiB|requests?|prices?|costs?|\d+) an? (?:hour|epoch|day|week|month|poll|VM|page)\b")]
    private static partial Regex RateWithoutPer();

    [GeneratedRegex(@"\b(?:null|false|true|empty|nothing|none) where (?:there|it|they|nothing|none|one|the)\b")]
    private static partial Regex WhereForIf();
}
