namespace FluenceVm.Build;

internal static class BuildTask
{
    public static int Run()
    {
        string[] options = ["--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet"];
        Tool.Quiet("dotnet", ["build", "build/Module", .. options]);
        Tool.Quiet("dotnet", ["build", "build/ReadyToRun", "-target:PublishAll", .. options]);
        ModuleFolder.Assemble();
        Console.WriteLine($"FluenceVm {Manifest.Version} is in {Path.GetRelativePath(Environment.CurrentDirectory, Repository.Module)}.");
        return 0;
    }
}
