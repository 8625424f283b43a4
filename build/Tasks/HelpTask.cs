namespace FluenceVm.Build;

/// <summary>Renews the pages of docs/commands, and makes of docs what Get-Help reads.</summary>
internal static class HelpTask
{
    public static int Run()
    {
        var powerShell = PowerShellHost.Find(out var reason) ?? throw new TaskFailedException($"The help can't be made: {reason}.");
        BuildTask.Run();
        Directory.CreateDirectory(ModuleFolder.HelpSource);
        Directory.CreateDirectory(Repository.In("docs", "commands"));
        string[] arguments = ["-Module", Repository.Module, "-Docs", Repository.In("docs"), "-Target", ModuleFolder.HelpSource];
        var (code, output) = powerShell.CaptureScript("build/Help/help.ps1", new Dictionary<string, string>(), arguments);
        if (code != 0)
        {
            throw new TaskFailedException(
                "The help could not be made. It takes Microsoft.PowerShell.PlatyPS in the version that build/Help/HelpFiles.ps1 names:"
                + Environment.NewLine + output);
        }

        ModuleFolder.Assemble();
        var place = Path.GetRelativePath(Environment.CurrentDirectory, ModuleFolder.HelpSource);
        Console.WriteLine($"The help is in {place}; 'git diff' shows what has changed.");
        return 0;
    }
}
