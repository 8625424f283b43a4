using FluenceVm.Emulator;

namespace FluenceVm.Bench;

/// <summary>What a session waits for first: the import, a connection, and a table or the question before an order.</summary>
internal sealed class FirstStepMeasurements(PowerShellRunner powerShell, string module)
{
    private const int Runs = 11;

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        using var plain = new PlainModule(module);
        yield return await BesidePlainAsync(plain, "table", "From the import to the first table, on the emulator");
        yield return await BesidePlainAsync(plain, "question", "From the import to the first order's question, on the emulator");
        using var service = new VmEmulator();
        var endpoint = service.Listen().ToString();
        string[] ofService = ["-Endpoint", endpoint, "-ApiKey", service.ApiKey];
        var rounds = await Rounds.RunAsync(
            Runs,
            () => powerShell.RunAsync("steps", ["-Module", module, "-Step", "table", .. ofService]),
            () => powerShell.RunAsync("rest", ofService));
        yield return rounds.Compare(
            "From the import to the first table, against a service", "time", "one list by Invoke-RestMethod, and its table", "ms", null);
        rounds = await Rounds.RunAsync(
            Runs,
            () => powerShell.RunAsync("steps", ["-Module", module, "-Step", "question", .. ofService]),
            () => powerShell.RunAsync("steps", ["-Module", plain.Path, "-Step", "question", .. ofService]));
        yield return rounds.Compare(
            "From the import to the first order's question, against a service", "time", "compiled by the session", "ms", 0.75);
    }

    private async Task<Figure> BesidePlainAsync(PlainModule plain, string step, string what)
    {
        var rounds = await Rounds.RunAsync(
            Runs,
            () => powerShell.RunAsync("steps", "-Module", module, "-Step", step),
            () => powerShell.RunAsync("steps", "-Module", plain.Path, "-Step", step));
        return rounds.Compare(what, "time", "compiled by the session", "ms", 0.75);
    }

    /// <summary>A copy of the module without what is compiled beforehand: what other platforms have.</summary>
    private sealed class PlainModule : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("FluenceVm-bench-");

        public PlainModule(string module)
        {
            foreach (var file in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories))
            {
                var place = System.IO.Path.GetRelativePath(module, file);
                if (!place.Contains("-x64", StringComparison.Ordinal))
                {
                    var copy = new FileInfo(System.IO.Path.Combine(Path, place));
                    copy.Directory!.Create();
                    File.Copy(file, copy.FullName);
                }
            }
        }

        public string Path => System.IO.Path.Combine(_folder.FullName, "FluenceVm");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
