namespace FluenceVm.Tests.Support;

/// <summary>
/// The published contract of generation Cloud. It is not part of the project: tests that need it are skipped where it is
/// absent.
/// </summary>
public static class OpenApiFile
{
    private const string Name = "fluence-cloud-openapi-0.14.0.json";

    public const string WhyAbsent = "../shared/spec/" + Name + " is not beside the repository, and FLUENCE_OPENAPI doesn't point to it.";

    /// <summary>Its path; null if it is absent.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("FLUENCE_OPENAPI") is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : null;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "spec", Name);
            if (File.Exists(path))
            {
                return path;
            }
        }
        return null;
    }
}
