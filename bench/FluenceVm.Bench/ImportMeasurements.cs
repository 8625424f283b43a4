namespace FluenceVm.Bench;

/// <summary>What <c>Import-Module</c> takes, beside small modules and beside those that come with PowerShell.</summary>
internal sealed class ImportMeasurements(PowerShellRunner powerShell, string module)
{
    private const int Runs = 15;
    private const int MostCrashes = 3;
    private static readonly string OneCmdlet = Path.Combine(AppContext.BaseDirectory, "OneCmdlet");

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        yield return await TimeAsync(Path.Combine(OneCmdlet, "OneCmdlet.psd1"), "a module of one cmdlet", 1.4);
        yield return await TimeAsync(Path.Combine(OneCmdlet, "OneView.psd1"), "the same module with one view", 1.4);
        yield return await TimeAsync("PSReadLine", "PSReadLine", null);
        yield return await TimeAsync("Microsoft.PowerShell.PSResourceGet", "PSResourceGet", null);
        if (FileTrace.IsPossible)
        {
            var trace = new FileTrace(powerShell);
            var (import, first) = await trace.RunAsync(module, "$null = Connect-Fluence -Emulator; $null = Get-FluenceVm");
            var (one, _) = await trace.RunAsync(Path.Combine(OneCmdlet, "OneView.psd1"), "Get-Nothing");
            const string small = "the module with one view";
            const string before = "the import";
            yield return Beside("Files that the import opens", import.Count, one.Count, small, "files", 6.0 / one.Count);
            yield return Beside("Size of these files", import.Kilobytes, one.Kilobytes, small, "KiB", null);
            yield return Beside("Files that the first command opens", first.Count, import.Count, before, "files", null);
            yield return Beside("Size of these files, of which a part is read", first.Kilobytes, import.Kilobytes, before, "KiB", null);
        }
        else
        {
            Console.WriteLine("Which files are opened isn't measured: there is no strace on PATH.");
        }
    }

    private async Task<Figure> TimeAsync(string other, string name, double? atMost)
    {
        var rounds = await Rounds.RunAsync(
            Runs,
            () => powerShell.RunAsync("import", "-Module", module),
            () => OthersAsync(other));
        return rounds.Compare("Import of the module", "import", name, "ms", atMost);
    }

    // PSReadLine needs a terminal, and now and then its import ends a session that has none.
    private async Task<IReadOnlyDictionary<string, double>> OthersAsync(string other)
    {
        for (var crashes = 0; ; crashes++)
        {
            try
            {
                return await powerShell.RunAsync("import", "-Module", other);
            }
            catch (InvalidOperationException) when (crashes < MostCrashes)
            {
                Console.WriteLine($"The import of {other} ended its session, and is tried again.");
            }
        }
    }

    private static Figure Beside(string what, double ours, double theirs, string other, string unit, double? atMost) =>
        new(what, new Sample([ours]), new Sample([theirs]), other, unit, atMost);
}
