namespace FluenceVm.ModuleTests.House;

/// <summary>Rule 5: 140 columns at most, in code, tests, scripts and projects.</summary>
internal static class WidthRule
{
    private const int Most = 140;

    public static IEnumerable<string> Findings(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Lines.Select((text, index) => (Text: text.TrimEnd('\r'), Number: index + 1))
        where line.Text.Length > Most
        select $"{file.Path}:{line.Number}: {line.Text.Length} columns, and {Most} are the most.";
}
