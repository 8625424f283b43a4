using System.Text.RegularExpressions;

namespace FluenceVm.Tests.Support;

/// <summary>The tables of docs/fidelity.md, which tests hold against what is served and sent.</summary>
public static class FidelityPage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "fidelity.md"));

    public static IReadOnlyList<FidelityRow> All { get; } =
        [.. Regex.Matches(Text, @"^\| `([A-Z]+ /.+?)` \|(.+)\|$", RegexOptions.Multiline).Select(row => new FidelityRow(
            row.Groups[1].Value,
            CellsOf(row)))];

    /// <summary>The service's own routes of generation Cloud.</summary>
    public static IEnumerable<FidelityRow> Cloud => All.Where(row => row.HeldAgainst.Length > 0);

    /// <summary>The row of a request; null if it has none.</summary>
    public static FidelityRow? Find(string method, string path) => All
        .Where(row => row.IsOf(method, path))
        .OrderBy(row => row.Route.Count(letter => letter == '{'))
        .FirstOrDefault();

    /// <summary>The routes that somebody sends, by the page.</summary>
    public static IEnumerable<string> SentBy(string sender) =>
        All.Where(row => row.SentBy.Contains(sender)).Select(row => row.Route).Order(StringComparer.Ordinal);

    private static string[] CellsOf(Match row)
    {
        string[] cells = [.. row.Groups[2].Value.Split('|').Select(cell => cell.Trim())];
        if (cells.Length != 5)
        {
            throw new FormatException($"docs/fidelity.md: {row.Value} should have 6 cells.");
        }
        return cells;
    }
}

/// <summary>A row: a route, and the cells behind it.</summary>
public sealed class FidelityRow(string route, IReadOnlyList<string> cells)
{
    private readonly Regex _path = new("^" + Regex.Replace(route, @"\{\w+\}", "[^/]+") + "$");

    /// <summary>As in <c>GET /v3/vms/{vm_id}</c>.</summary>
    public string Route => route;

    public string Fault => cells[0];

    public string DocumentedIn => cells[1];

    public string HeldAgainst => cells[2];

    public IReadOnlyList<string> SentBy { get; } = cells[3].Split(", ", StringSplitOptions.RemoveEmptyEntries);

    public string Guessed => cells[4];

    public bool IsOf(string method, string path) => _path.IsMatch($"{method} {path}");

    public override string ToString() => route;
}
