namespace FluenceVm.Bench;

/// <summary>Long lists of the marketplace: kept, piped on and shown.</summary>
internal sealed class ListMeasurements(PowerShellRunner powerShell, string module)
{
    private const int Many = 20_000;
    private const int Shown = 10_000;

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        using var server = new ListServer(Many);
        var rounds = await Rounds.RunAsync(
            5,
            () => ListAsync(server, Many, "-Tool", "FluenceVm", "-Module", module),
            () => ListAsync(server, Many, "-Tool", "Invoke-RestMethod"));
        yield return rounds.Compare($"{Many:N0} VMs kept, first call", "first", "Invoke-RestMethod", "ms", 1.0 / 9);
        yield return rounds.Compare($"{Many:N0} VMs kept, later calls", "later", "Invoke-RestMethod", "ms", 1.0 / 15);
        yield return rounds.Compare($"{Many:N0} VMs kept, peak memory", "peak", "Invoke-RestMethod", "MiB", 1.0 / 8);
        rounds = await Rounds.RunAsync(
            7,
            () => powerShell.RunAsync("stream", Arguments(server, Many)),
            () => powerShell.RunAsync("wire", "-Endpoint", server.Endpoint));
        yield return rounds.Compare($"{Many:N0} VMs piped on", "time", "the wire alone", "ms", 4);
        yield return rounds.Within($"{Many:N0} VMs piped on", "time", "empty", "an empty pipeline of as many numbers", "ms");
        using var large = new ListServer(10 * Many);
        rounds = await Rounds.RunAsync(
            3,
            () => powerShell.RunAsync("stream", Arguments(large, 10 * Many)),
            () => powerShell.RunAsync("stream", Arguments(server, Many)));
        yield return rounds.Compare($"{10 * Many:N0} VMs piped on, peak memory", "peak", $"{Many:N0} VMs", "MiB", 1.15);
        using var shown = new ListServer(Shown);
        var tables = await powerShell.RunAsync("format", Arguments(shown, Shown));
        yield return new Figure(
            $"Table of {Shown:N0} VMs",
            new Sample([tables["vms"]]),
            new Sample([tables["processes"]]),
            "a table of as many processes",
            "ms",
            1);
    }

    private Task<IReadOnlyDictionary<string, double>> ListAsync(ListServer server, int count, params string[] tool) =>
        powerShell.RunAsync("list", ["-Endpoint", server.Endpoint, "-Count", $"{count}", .. tool]);

    private string[] Arguments(ListServer server, int count) => ["-Module", module, "-Endpoint", server.Endpoint, "-Count", $"{count}"];
}
