using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FluenceVm.Build;

/// <summary>Where things are, and what the manifest says.</summary>
internal static class Repository
{
    public const string Configuration = "Release";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

    public static string Out { get; } = In("out");

    public static string Module { get; } = In("out", "FluenceVm");

    public static string Manifest { get; } = In("FluenceVm.psd1");

    public static string Version { get; } = Regex.Match(File.ReadAllText(Manifest), @"ModuleVersion\s*=\s*'([^']+)'").Groups[1].Value;

    public static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    // The compiler's own path would be mapped away by a deterministic build; the working directory is set by both scripts.
    private static string SourceFile([CallerFilePath] string path = "") =>
        File.Exists(path) ? path : Path.Combine(Environment.CurrentDirectory, "build", "Tasks", "Repository.cs");
}
