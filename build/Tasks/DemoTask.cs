namespace FluenceVm.Build;

internal static class DemoTask
{
    public static int Run()
    {
        if (PowerShellHost.Find(out var reason) is not { } powerShell)
        {
            Console.WriteLine($"The demo runs from C#, because {reason}.");
            return Tool.RunProject("samples/Quickstart", []);
        }

        BuildTask.Run();
        return powerShell.RunScript("samples/demo.ps1");
    }
}
