using System.Runtime.CompilerServices;

namespace FluenceVm.Build;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public const string Configuration = "Release";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", ".."));

    public static string Module { get; } = In("out", "FluenceVm");

    public static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    // The compiler's own path would be mapped away by a deterministic build; the working directory is set by both scripts.
    private static string SourceFile([CallerFilePath] string path = "") =>
        File.Exists(path) ? path : Path.Combine(Environment.CurrentDirectory, "build", "Tasks", "Repository.cs");
}
