namespace FluenceVm.Build;

internal static class BenchTask
{
    public static int Run(string[] options)
    {
        var powerShell = PowerShellHost.Find(out var reason) ?? throw new TaskFailedException($"The figures can't be measured: {reason}.");
        BuildTask.Run();
        var page = options.Contains("--save") ? Repository.In("docs", "performance.md") : "";
        return Tool.RunProject("bench/FluenceVm.Bench", [Repository.Module, page, .. powerShell.Command]);
    }
}
