namespace FluenceVm.Bench;

/// <summary>What <c>Import-Module</c> takes, beside small modules and beside those that come with PowerShell.</summary>
internal sealed class ImportMeasurements(PowerShellRunner powerShell, string module)
{
    private const int Runs = 15;
    private static readonly string OneCmdlet = Path.Combine(AppContext.BaseDirectory, "OneCmdlet");

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        yield return await TimeAsync(Path.Combine(OneCmdlet, "OneCmdlet.psd1"), "a module of one cmdlet", 1.4);
        yield return await TimeAsync(Path.Combine(OneCmdlet, "OneView.psd1"), "the same module with one view", 1.4);
        yield return await TimeAsync("PSReadLine", "PSReadLine", null);
        yield return await TimeAsync("Microsoft.PowerShell.PSResourceGet", "PSResourceGet", null);
        if (FileTrace.IsPossible)
        {
            var (import, first) = await new FileTrace(powerShell).RunAsync(module, "$null = Connect-Fluence -Emulator; $null = Get-FluenceVm");
            var (one, _) = await new FileTrace(powerShell).RunAsync(Path.Combine(OneCmdlet, "OneView.psd1"), "Get-Nothing");
            yield return Files("Files that the import opens", import.Count, one.Count, 6.0 / one.Count);
            yield return Kilobytes("Size of these files", import.Bytes, one.Bytes);
            yield return Files("Files that the first command opens", first.Count, import.Count, null);
            yield return Kilobytes("Size of these files, loaded as they are needed", first.Bytes, import.Bytes);
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
            () => powerShell.RunAsync("import", "-Module", other));
        return rounds.Compare("Import of the module", "import", name, "ms", atMost);
    }

    private static Figure Files(string what, int ours, int theirs, double? atMost) =>
        new(what, new Sample([ours]), new Sample([theirs]), Other(what), "files", atMost);

    private static Figure Kilobytes(string what, long ours, long theirs) =>
        new(what, new Sample([Math.Round(ours / 1024.0)]), new Sample([Math.Round(theirs / 1024.0)]), Other(what), "KiB", null);

    private static string Other(string what) => what.Contains("first", StringComparison.Ordinal) || what.Contains("loaded", StringComparison.Ordinal)
        ? "the import"
        : "the module with one view";
}
