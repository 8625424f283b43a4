using System.Globalization;
using Times = System.Collections.Generic.IReadOnlyDictionary<string, double>;

namespace FluenceVm.Bench;

/// <summary>The measurements. What is compared runs in turns, so that a slow moment of the machine meets both.</summary>
internal sealed class Measurements(PowerShellRunner powerShell, string module)
{
    private const int Many = 20_000;

    public async IAsyncEnumerable<Figure> RunAsync()
    {
        yield return await ImportAsync();
        yield return await FirstCallAsync();
        await foreach (var figure in ListAsync())
        {
            yield return figure;
        }

        yield return await StreamAsync();
        yield return await FormatAsync();
    }

    private async Task<Figure> ImportAsync()
    {
        var single = Path.Combine(AppContext.BaseDirectory, "OneCmdlet", "OneCmdlet.psd1");
        var (ours, theirs) = await InTurnsAsync(
            15,
            () => powerShell.RunAsync("import", "-Module", module),
            () => powerShell.RunAsync("import", "-Module", single));
        return Ratio("Import of the module", Best(ours, "import"), Best(theirs, "import"), "ms", "a module of one cmdlet", atMost: 2);
    }

    private async Task<Figure> FirstCallAsync()
    {
        using var server = new ListServer(3);
        var calls = new List<double>();
        var http = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            var before = server.Busy;
            calls.Add((await powerShell.RunAsync("first", "-Module", module, "-Endpoint", server.Endpoint))["first"]);
            http.Add((server.Busy - before).TotalMilliseconds);
        }

        var (ours, theirs) = (calls.Min(), http.Min());
        return new Figure(
            "First Get-FluenceVm after the import",
            Text(ours, "ms"),
            $"{Text(theirs, "ms")}, its HTTP time",
            $"+{Text(ours - theirs, "ms")}",
            "below +150 ms",
            ours - theirs < 150);
    }

    private async IAsyncEnumerable<Figure> ListAsync()
    {
        using var server = new ListServer(Many);
        var (ours, theirs) = await InTurnsAsync(
            5,
            () => powerShell.RunAsync("list", "-Tool", "FluenceVm", "-Module", module, "-Endpoint", server.Endpoint, "-Count", $"{Many}"),
            () => powerShell.RunAsync("list", "-Tool", "Invoke-RestMethod", "-Endpoint", server.Endpoint, "-Count", $"{Many}"));
        yield return Ratio(
            $"{Many:N0} VMs, first call",
            Best(ours, "first"),
            Best(theirs, "first"),
            "ms",
            "Invoke-RestMethod",
            atMost: 1.0 / 6);
        yield return Ratio(
            $"{Many:N0} VMs, later calls",
            Best(ours, "later"),
            Best(theirs, "later"),
            "ms",
            "Invoke-RestMethod",
            atMost: 1.0 / 12);
        yield return Ratio(
            $"{Many:N0} VMs, peak memory",
            Best(ours, "peak"),
            Best(theirs, "peak"),
            "MiB",
            "Invoke-RestMethod",
            atMost: 1.0 / 4);
    }

    private async Task<Figure> StreamAsync()
    {
        using var large = new ListServer(10 * Many);
        using var small = new ListServer(Many);
        var (ours, theirs) = await InTurnsAsync(
            3,
            () => powerShell.RunAsync("stream", "-Module", module, "-Endpoint", large.Endpoint, "-Count", $"{10 * Many}"),
            () => powerShell.RunAsync("stream", "-Module", module, "-Endpoint", small.Endpoint, "-Count", $"{Many}"));
        return Ratio(
            $"{10 * Many:N0} VMs piped on, peak memory",
            Best(ours, "peak"),
            Best(theirs, "peak"),
            "MiB",
            $"{Many:N0} VMs",
            atMost: 1.15);
    }

    private async Task<Figure> FormatAsync()
    {
        const int count = 10_000;
        using var server = new ListServer(count);
        var times = await powerShell.RunAsync("format", "-Module", module, "-Endpoint", server.Endpoint, "-Count", $"{count}");
        return Ratio($"Table of {count:N0} VMs", times["vms"], times["processes"], "ms", "a table of as many processes", atMost: 1);
    }

    private static async Task<(List<Times> Ours, List<Times> Theirs)> InTurnsAsync(
        int rounds, Func<Task<Times>> ours, Func<Task<Times>> theirs)
    {
        var result = (Ours: new List<Times>(), Theirs: new List<Times>());
        for (var round = 0; round < rounds; round++)
        {
            result.Ours.Add(await ours());
            result.Theirs.Add(await theirs());
        }

        return result;
    }

    private static Figure Ratio(string what, double ours, double theirs, string unit, string other, double atMost) => new(
        what,
        Text(ours, unit),
        $"{Text(theirs, unit)}, {other}",
        Times(ours / theirs),
        $"at most {Times(atMost)}",
        ours / theirs <= atMost);

    // A figure below one reads better as what it is a part of.
    private static string Times(double ratio) =>
        ratio < 0.995
            ? string.Create(CultureInfo.InvariantCulture, $"1/{1 / ratio:0.#}")
            : string.Create(CultureInfo.InvariantCulture, $"{ratio:0.##}x");

    private static string Text(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} {unit}");

    // Whatever else the machine does only ever adds to a figure.
    private static double Best(IEnumerable<Times> runs, string figure) => runs.Min(run => run[figure]);
}
