using System.Text.RegularExpressions;

namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 6: a comment cites a page of this repository, by its path and heading, or a public page.</summary>
internal static partial class CitationRule
{
    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        from comment in CommentsOf(file)
        from finding in Foreign(comment.Text).Concat(Dangling(comment.Text))
        select $"{file.Path}:{comment.Line}: {finding}";

    // Neighbouring lines of comment are one text: a citation may be wrapped.
    private static IEnumerable<(int Line, string Text)> CommentsOf(SourceFile file)
    {
        var text = new List<string>();
        var start = 0;
        var lines = file.Lines.Append(string.Empty).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Comment().Match(lines[i]) is { Success: true } match)
            {
                start = text.Count == 0 ? i + 1 : start;
                text.Add(match.Groups[1].Value.Trim());
            }
            else if (text.Count > 0)
            {
                yield return (start, string.Join(' ', text));
                text.Clear();
            }
        }
    }

    private static IEnumerable<string> Foreign(string comment) => Elsewhere().Matches(comment)
        .Select(match => $"'{match.Value}' isn't a page of this repository.");

    private static IEnumerable<string> Dangling(string comment)
    {
        foreach (Match match in Citation().Matches(comment))
        {
            var (path, heading) = (match.Groups[1].Value, match.Groups[2].Value);
            if (Repository.Page(path) is not { } page)
            {
                yield return $"there is no {path}.";
            }
            else if (heading.Length > 0 && !Headings().Matches(page).Any(found => found.Groups[1].Value.Trim() == heading))
            {
                yield return $"{path} has no heading '{heading}'.";
            }
        }
    }

    [GeneratedRegex(@"^\s*(?:///|//|#(?!>))(.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:marketplace|contract|data|account) page|the seed's \w+|\bspec/\S+|\.\./shared\S*", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\b(docs/[\w./-]+\.md)(?:, ""([^""]+)"")?")]
    private static partial Regex Citation();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
