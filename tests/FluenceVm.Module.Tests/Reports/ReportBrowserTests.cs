using System.Globalization;
using System.Text.Json.Nodes;
using FluenceVm.Reports;
using Xunit.Abstractions;

namespace FluenceVm.ModuleTests.Reports;

/// <summary>The page in a browser.</summary>
public sealed class ReportBrowserTests(ITestOutputHelper output) : IDisposable
{
    private const string Billed = "[...document.querySelectorAll('#billed tbody tr')]";
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"fluencevm-report-{Guid.NewGuid():N}.html");

    public void Dispose() => File.Delete(_file);

    [SkippableFact]
    public async Task It_complains_of_nothing_and_asks_for_nothing()
    {
        await using var browser = await OpenAsync(SampleReport.Of(20, number => $"web-{number}"));

        Assert.Empty(browser.Complaints);
        Assert.Equal([new Uri(_file).AbsoluteUri], browser.Requests.Where(url => url != "about:blank"));
    }

    [SkippableFact]
    public async Task Its_charts_are_drawn_from_the_tables_behind_them()
    {
        await using var browser = await OpenAsync(SampleReport.Of(20, number => $"web-{number}"));

        Assert.Equal("2", await browser.EvaluateAsync("document.querySelectorAll('figure svg').length"));
        Assert.Equal("60", await browser.EvaluateAsync("document.querySelectorAll('#by-type .ct-bar').length"));
        Assert.Equal("180", await browser.EvaluateAsync("document.querySelectorAll('#by-vm .ct-bar').length"));
        Assert.Equal(
            "2026-11-01, disk: 2.25",
            await browser.EvaluateAsync("document.querySelector('#by-type .series-1 .ct-bar title').textContent"));
        var heights = await browser.EvaluateAsync(
            "[0, 19].map(day => document.querySelectorAll('#by-type .series-0 .ct-bar')[day].getBBox().height).join()");
        var (first, last) = heights.Split(',') is [var one, var other] ? (Number(one), Number(other)) : default;
        Assert.Equal(20.25 / 1.25, last / first, 1);
        Assert.Equal("20", await browser.EvaluateAsync("document.querySelectorAll('#by-type tbody tr').length"));
        Assert.Equal("By type, in USD", await browser.EvaluateAsync("document.querySelector('#by-type figcaption').textContent"));
    }

    [SkippableFact]
    public async Task A_heading_sorts_its_table()
    {
        await using var browser = await OpenAsync(SampleReport.Of(120, number => $"web-{number}"));

        await ClickAsync(browser, 4);
        Assert.Equal("ascending", await browser.EvaluateAsync("document.querySelectorAll('#billed th')[4].ariaSort"));
        Assert.Equal("true", await SortedAsync(browser, "Number(row.cells[4].dataset.value)"));
        await ClickAsync(browser, 4);
        Assert.Equal("0.106000", await browser.EvaluateAsync($"{Billed}[0].cells[4].textContent"));
        await ClickAsync(browser, 1);
        Assert.Equal(
            "web-0,web-0-disk,web-1",
            await browser.EvaluateAsync($"{Billed}.slice(0, 3).map(row => row.cells[1].textContent).join()"));
        Assert.Equal("1", await browser.EvaluateAsync("document.querySelectorAll('#billed [aria-sort]').length"));
        Assert.Equal("240", await browser.EvaluateAsync($"{Billed}.length"));
    }

    [SkippableTheory]
    [InlineData("<script>document.title='hacked'</script>")]
    [InlineData("<img src=x onerror=\"document.title='hacked'\">")]
    [InlineData("\"><svg onload=document.title='hacked'>")]
    [InlineData("</title></style></script><script>document.title='hacked'</script>")]
    [InlineData("javascript:document.title='hacked'")]
    [InlineData("a\u202Ecod.exe\0\u001b[31m")]
    public async Task A_hostile_name_is_only_a_name(string name)
    {
        await using var browser = await OpenAsync(SampleReport.Of(3, _ => name));

        await ClickAsync(browser, 1);
        Assert.Equal("Fleet report", await browser.EvaluateAsync("document.title"));
        Assert.Equal("2", await browser.EvaluateAsync("document.scripts.length"));
        Assert.Equal("0", await browser.EvaluateAsync("document.querySelectorAll('img, [onload], [onerror]').length"));
        var shown = name.Replace('\0', '\uFFFD').Replace('\u001b', '\uFFFD');
        Assert.Equal(shown, await browser.EvaluateAsync("document.querySelector('#by-vm .legend li').textContent"));
        Assert.Empty(browser.Complaints);
        Assert.Single(browser.Requests, url => url != "about:blank");
    }

    [SkippableFact]
    public async Task A_thousand_VMs_take_less_than_two_seconds_of_the_processor()
    {
        await using var browser = await OpenAsync(SampleReport.Of(1_000, number => $"web-{number}"));
        await ClickAsync(browser, 4);

        Assert.Equal("2000", await browser.EvaluateAsync($"{Billed}.length"));
        var metrics = (await browser.SendAsync("Performance.getMetrics", new { }))["metrics"]!.AsArray();
        var seconds = (double)metrics.Single(metric => (string?)metric!["name"] == "ThreadTime")!["value"]!;
        output.WriteLine(FormattableString.Invariant($"{seconds:0.00} s, {new FileInfo(_file).Length / 1024} KiB"));
        Assert.InRange(seconds, 0, 2);
    }

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(1100)]
    public async Task The_page_fits_the_screen(int width)
    {
        await using var browser = await OpenAsync(SampleReport.Of(5, number => $"a-rather-long-name-of-{number}"), width);

        Assert.Equal("true", await browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Equal(
            "true",
            await browser.EvaluateAsync("document.querySelector('#by-type svg').getBoundingClientRect().right <= innerWidth"));
    }

    [SkippableTheory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Everything_stands_out_from_the_background(string scheme)
    {
        await using var browser = await OpenAsync(SampleReport.Of(5, number => $"web-{number}"));
        object[] features = [new { name = "prefers-color-scheme", value = scheme }];
        await browser.SendAsync("Emulation.setEmulatedMedia", new { features });

        var page = await ColourAsync(browser, "document.body", "backgroundColor");
        Assert.Equal(scheme == "dark", Luminance(page) < 0.5);
        foreach (var text in new[] { "h1", "p", "td", "th", "summary", "td.id", ".chart .ct-label" })
        {
            var contrast = Contrast(page, await ColourAsync(browser, $"document.querySelector('{text}')", "color"));
            Assert.True(contrast >= 4.5, FormattableString.Invariant($"{text}: {contrast:0.0}"));
        }
        for (var series = 0; series < 9; series++)
        {
            var bar = $"document.querySelector('#by-vm .series-{series} .ct-bar')";
            var contrast = Contrast(page, await ColourAsync(browser, bar, "stroke"));
            Assert.True(contrast >= 3, FormattableString.Invariant($"series {series}: {contrast:0.0}"));
        }
    }

    [SkippableFact]
    public async Task On_paper_it_is_light_and_without_what_can_be_clicked()
    {
        await using var browser = await OpenAsync(SampleReport.Of(5, number => $"web-{number}"));
        object[] features = [new { name = "prefers-color-scheme", value = "dark" }];
        await browser.SendAsync("Emulation.setEmulatedMedia", new { media = "print", features });

        Assert.True(Luminance(await ColourAsync(browser, "document.body", "backgroundColor")) > 0.9);
        Assert.Equal("none", await browser.EvaluateAsync("getComputedStyle(document.querySelector('details')).display"));
        Assert.NotEmpty((string)(await browser.SendAsync("Page.printToPDF", new { }))["data"]!);
    }

    private async Task<Chromium> OpenAsync(FleetReport report, int width = 1100)
    {
        File.WriteAllText(_file, report.ToHtml());
        var browser = await Chromium.StartAsync();
        await browser.SendAsync(
            "Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = width < 600 });
        await browser.OpenAsync(_file);
        return browser;
    }

    private static Task<string> ClickAsync(Chromium browser, int column) =>
        browser.EvaluateAsync($"document.querySelectorAll('#billed th button')[{column}].click()");

    private static Task<string> SortedAsync(Chromium browser, string key) =>
        browser.EvaluateAsync($"{Billed}.map(row => {key}).every((value, index, all) => index === 0 || all[index - 1] <= value)");

    private static async Task<double[]> ColourAsync(Chromium browser, string element, string property)
    {
        var text = await browser.EvaluateAsync($"JSON.stringify(getComputedStyle({element}).{property}.match(/[\\d.]+/g).map(Number))");
        return [.. JsonNode.Parse(text)!.AsArray().Take(3).Select(part => (double)part! / 255)];
    }

    // WCAG 2: relative luminance and contrast.
    private static double Luminance(double[] colour)
    {
        double[] linear = [.. colour.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
