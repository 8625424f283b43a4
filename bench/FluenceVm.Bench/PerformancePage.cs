using System.Globalization;
using System.Text;

namespace FluenceVm.Bench;

/// <summary>The page that keeps the figures, with their date and the kind of machine.</summary>
internal static class PerformancePage
{
    private const string Begin = "<!-- measured -->\n";
    private const string End = "<!-- /measured -->\n";

    /// <summary>The lines that are measured against something, as a table.</summary>
    public static string Table(IEnumerable<Figure> figures)
    {
        var table = new StringBuilder("| | FluenceVm | compared with | result | aim | met |\n|---|---:|---:|---:|---:|---|\n");
        foreach (var figure in figures)
        {
            var met = figure.Met switch { true => "yes", false => "**no**", null => string.Empty };
            table.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Ours.Text(figure.Unit)} ");
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Theirs.Text(figure.Unit)}, {figure.Other} ");
            table.Append(CultureInfo.InvariantCulture, $"| {figure.Result} | {figure.Aim} | {met} |\n");
        }
        return table.ToString();
    }

    /// <summary>The page with new figures; what people wrote around them stays.</summary>
    public static string With(string page, string measured)
    {
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return start < Begin.Length || end < start
            ? throw new InvalidOperationException($"The page has no place for the figures: {Begin.Trim()} .. {End.Trim()}.")
            : page[..start] + measured + page[end..];
    }
}
