namespace FluenceVm.Build;

internal static class BuildTask
{
    public static int Run()
    {
        Tool.Run("dotnet", "build", "build/Module", "--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet", "-consoleLoggerParameters:NoSummary");
        ModuleFolder.Assemble();
        Console.WriteLine($"FluenceVm {Repository.Version} is in {Path.GetRelativePath(Environment.CurrentDirectory, Repository.Module)}.");
        return 0;
    }
}
