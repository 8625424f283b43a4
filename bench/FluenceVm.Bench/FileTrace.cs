using System.Text.RegularExpressions;

namespace FluenceVm.Bench;

/// <summary>Which files a session opens, as the system sees it. For Linux with <c>strace</c>.</summary>
internal sealed partial class FileTrace(PowerShellRunner powerShell)
{
    private static readonly string[] NoFiles = ["/proc/", "/sys/", "/dev/"];

    /// <summary>Whether there is a <c>strace</c>.</summary>
    public static bool IsPossible => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "strace")));

    /// <summary>How many files the import of a module and the commands after it open, and how large these are.</summary>
    public async Task<(Opened Import, Opened First)> RunAsync(string module, string first)
    {
        var folder = Directory.CreateTempSubdirectory("FluenceVm-bench-");
        try
        {
            var log = Path.Combine(folder.FullName, "trace");
            var mark = Path.Combine(folder.FullName, "mark");
            await File.WriteAllTextAsync(mark, string.Empty);
            await powerShell.RunBelowAsync(
                ["strace", "-f", "-e", "trace=openat", "-o", log], "files", "-Module", module, "-First", first, "-Mark", mark);
            // The mark is opened before the import, between the two, and at the end.
            var parts = string.Join('\n', await File.ReadAllLinesAsync(log)).Split(mark);
            return (In(parts[1]), In(parts[2]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Opened In(string trace)
    {
        var files = Open().Matches(trace)
            .Select(match => match.Groups[1].Value)
            .Where(path => !NoFiles.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) && File.Exists(path))
            .ToHashSet();
        return new Opened(files.Count, files.Sum(path => new FileInfo(path).Length));
    }

    [GeneratedRegex("openat\\([^\"]*\"([^\"]+)\"[^\\n]*= [0-9]+(?=\\n|$)")]
    private static partial Regex Open();

    /// <summary>Files that were opened.</summary>
    internal sealed record Opened(int Count, long Bytes)
    {
        /// <summary>Their size, in KiB.</summary>
        public double Kilobytes => Math.Round(Bytes / 1024.0);
    }
}
