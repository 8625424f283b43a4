namespace FluenceVm.Build;

internal static class BuildTask
{
    public static int Run()
    {
        Tool.Quiet("dotnet", "build", "build/Module", "--configuration", Repository.Configuration, "--nologo", "--verbosity", "quiet");
        ModuleFolder.Assemble();
        Console.WriteLine($"FluenceVm {Manifest.Version} is in {Path.GetRelativePath(Environment.CurrentDirectory, Repository.Module)}.");
        return 0;
    }
}
