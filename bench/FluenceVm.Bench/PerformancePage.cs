using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FluenceVm.Bench;

/// <summary>The page that keeps the figures, with their date and the kind of machine.</summary>
internal static class PerformancePage
{
    private static string Today => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Table(IEnumerable<Figure> figures)
    {
        var table = new StringBuilder("| | FluenceVm | compared with | result | aim | met |\n|---|---:|---:|---:|---:|---|\n");
        foreach (var figure in figures)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Ours} | {figure.Theirs} | {figure.Result} | "
                + $"{figure.Aim} | {(figure.Met ? "yes" : "**no**")} |\n");
        }

        return table.ToString();
    }

    public static string Page(string table, string powerShellVersion) => $"""
        # Performance

        Each figure stands beside that of what a user would take instead, measured in the same run, in turns, each in fresh
        processes with a list served on the same machine; the best of several rounds is shown. `./build.sh bench` measures again,
        `./build.sh bench --save` also writes this page.

        {table}
        Measured on {Today} with PowerShell {powerShellVersion}: {Environment.ProcessorCount} cores, {Memory()} GiB of memory,
        {RuntimeInformation.OSDescription.Split('#')[0].Trim()} ({RuntimeInformation.OSArchitecture}).

        """.ReplaceLineEndings("\n");

    /// <summary>What was measured by other means, and isn't written anew: everything from the first chapter on.</summary>
    public static string Chapters(string page)
    {
        var start = page.IndexOf("\n## ", StringComparison.Ordinal);
        return start < 0 ? string.Empty : page[start..];
    }

    private static string Memory() =>
        (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024)).ToString("0", CultureInfo.InvariantCulture);
}
