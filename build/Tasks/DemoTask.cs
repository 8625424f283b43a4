namespace FluenceVm.Build;

internal static class DemoTask
{
    public static int Run()
    {
        if (PowerShellHost.Find(out var reason) is not { } powerShell)
        {
            Console.WriteLine($"The demo runs from C#, because {reason}.");
            return Tool.Show("dotnet", ["run", "--project", "samples/Quickstart", "--configuration", Repository.Configuration, "--verbosity", "quiet"]);
        }

        BuildTask.Run();
        return powerShell.RunScript("samples/demo.ps1");
    }
}
