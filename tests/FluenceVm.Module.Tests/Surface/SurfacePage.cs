using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Surface;

/// <summary>The tables of docs/surface.md, read as a reader would.</summary>
internal static class SurfacePage
{
    public sealed record CmdletRow(string Name, string[] Parameters, bool ShouldProcess, string[] Output);

    public sealed record TypeRow(string Name, string[] Properties);

    public static IReadOnlyList<CmdletRow> Cmdlets { get; } =
        [.. Rows("| cmdlet |").Select(cells => new CmdletRow(
            Code(cells[0]),
            List(cells[1]),
            cells[2].Trim() == "yes",
            List(cells[3])))];

    public static IReadOnlyList<TypeRow> Types { get; } =
        [.. Rows("| type |").Select(cells => new TypeRow(Code(cells[0]), List(cells[1])))];

    private static IEnumerable<string[]> Rows(string header)
    {
        var lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "docs", "surface.md"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(header, StringComparison.Ordinal))
            {
                continue;
            }
            for (var row = i + 2; row < lines.Length && lines[row].StartsWith('|'); row++)
            {
                yield return lines[row].Trim('|').Split('|');
            }
        }
    }

    private static string Code(string cell) => cell.Trim().Trim('`');

    private static string[] List(string cell) =>
        [.. cell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(item => item.Trim('`', '-'))
            .Where(item => item.Length > 0)];
}
