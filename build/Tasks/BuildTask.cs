namespace FluenceVm.Build;

internal static class BuildTask
{
    public static int Run()
    {
        Make("build/Module");
        Console.WriteLine($"FluenceVm {Manifest.Version} is in {Path.GetRelativePath(Environment.CurrentDirectory, Repository.Module)}.");
        return 0;
    }

    /// <summary>Makes the module folder.</summary>
    /// <param name="project">What to build for it: a project or a solution.</param>
    public static void Make(string project)
    {
        Build(project);
        Build("build/ReadyToRun", "-target:PublishAll");
        ModuleFolder.Assemble();
    }

    /// <summary>Builds a project or a solution.</summary>
    public static void Build(string project, params string[] arguments)
    {
        string[] options = ["--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet"];
        Tool.Quiet("dotnet", ["build", project, .. options, .. arguments]);
    }
}
