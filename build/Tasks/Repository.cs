namespace FluenceVm.Build;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public const string Configuration = "Release";

    public static string Root { get; } = Find();

    public static string Module { get; } = In("out", "FluenceVm");

    public static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    // Whatever runs this was built somewhere below it.
    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "VmModule.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new TaskFailedException($"{AppContext.BaseDirectory} isn't inside the repository.");
    }
}
