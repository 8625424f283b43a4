using FluenceVm.Bench;

// Arguments: the module's folder, the page to write or an empty text, and the command that starts PowerShell.
var (module, page, command) = (args[0], args[1], args[2..]);
var powerShell = new PowerShellRunner(command);
var figures = new List<Figure>();
await foreach (var figure in new Measurements(powerShell, module).RunAsync())
{
    figures.Add(figure);
    Console.WriteLine($"{figure.What}: {figure.Result} ({figure.Aim}){(figure.Met ? "" : ", NOT MET")}");
}

var table = PerformancePage.Table(figures);
Console.WriteLine();
Console.WriteLine(table);
if (page.Length > 0)
{
    var kept = File.Exists(page) ? PerformancePage.Chapters(await File.ReadAllTextAsync(page)) : string.Empty;
    await File.WriteAllTextAsync(page, PerformancePage.Page(table, await powerShell.VersionAsync()) + kept);
}
