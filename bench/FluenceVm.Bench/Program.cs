using System.Globalization;
using FluenceVm.Bench;

// Arguments: the module's folder, the page to write or an empty text, and the command that starts PowerShell.
var (module, page, command) = (args[0], args[1], args[2..]);
var powerShell = new PowerShellRunner(command);
var busy = Machine.Busy();
Console.WriteLine(busy ?? "The machine is quiet.");
var figures = new List<Figure>();
IAsyncEnumerable<Figure>[] measurements =
[
    new ImportMeasurements(powerShell, module).RunAsync(),
    new FirstStepMeasurements(powerShell, module).RunAsync(),
    new ListMeasurements(powerShell, module).RunAsync(),
];
foreach (var measurement in measurements)
{
    await foreach (var figure in measurement)
    {
        figures.Add(figure);
        Console.WriteLine($"{figure.What}: {figure.Result} ({figure.Aim}){(figure.Met == false ? ", NOT MET" : string.Empty)}");
    }
}
var sizes = await new FleetMeasurements(powerShell, module).RunAsync();
var date = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
var measured = $"""
    {PerformancePage.Table(figures)}
    {FleetCost.Table(sizes)}
    Measured on {date} with PowerShell {await powerShell.VersionAsync()}: {Machine.Description}. {busy}

    """.ReplaceLineEndings("\n");
Console.WriteLine();
Console.WriteLine(measured);
if (page.Length > 0)
{
    await File.WriteAllTextAsync(page, PerformancePage.With(await File.ReadAllTextAsync(page), measured));
}
