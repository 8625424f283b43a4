using FluenceVm.Build;

// The one task list; build.sh and build.ps1 only start it.
var tasks = new Dictionary<string, (string Help, Func<string[], int> Run)>
{
    ["build"] = ("puts an importable module into out/FluenceVm", _ => BuildTask.Run()),
    ["demo"] = ("runs the commands of docs/first-session.md on the embedded emulator", _ => DemoTask.Run()),
    ["test"] = ("runs every test and counts them; --installed tries the package, installed, in PowerShell", TestTask.Run),
    ["help"] = ("renews the pages of docs/commands, and makes of docs what Get-Help reads", _ => HelpTask.Run()),
    ["package"] = ("makes the Gallery's package in out; --release refuses where something is missing for one", PackageTask.Run),
    ["bench"] = ("measures against what a user would take instead; --save keeps the figures in docs/performance.md", BenchTask.Run),
    ["soak"] = ("runs the long campaigns", _ => TestTask.RunSoak()),
};

try
{
    var name = args.FirstOrDefault() ?? "build";
    if (tasks.TryGetValue(name, out var task))
    {
        return task.Run(args[1..]);
    }

    Console.WriteLine("Usage: ./build.sh <task>, or pwsh ./build.ps1 <task>. The tasks:");
    foreach (var (key, (help, _)) in tasks)
    {
        Console.WriteLine($"  {key,-8} {help}");
    }

    return name is "--help" or "-h" ? 0 : 2;
}
catch (Exception failure) when (failure is TaskFailedException or IOException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
