using System.Globalization;
using System.Net;
using System.Text.Json;
using FluenceVm.Build;
using FluenceVm.Emulator;
using Microsoft.AspNetCore.Http;

namespace FluenceVm.Interop.Tests;

/// <summary>The whole Pester pass of generation Cloud, with prism's proxy in front of its emulators.</summary>
public sealed class PrismSuiteTests
{
    /// <summary>A case about the connection to an emulator itself, which is one to the relay here: it fails, and no other.</summary>
    private const string OfTheEmulatorItself = "Stop-VmEmulator.leaves a connection that says where nobody answers";

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task The_Pester_pass_of_generation_Cloud_passes_the_proxy_without_a_violation()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only on Linux the whole network 127.0.0.0/8 is this machine.");
        Skip.IfNot(
            File.Exists(Path.Combine(Repository.Module, "FluenceVm.psd1")),
            "The module isn't built: run build.sh build first.");
        var powerShell = PowerShellHost.Find(out var reason);
        Skip.If(powerShell is null, reason);
        var pester = PesterModule.Find(powerShell!, out reason);
        Skip.If(pester is null, reason);

        await using var relay = await Relay.StartAsync();
        var report = Path.Combine(AppContext.BaseDirectory, "pester-behind-prism.json");
        File.Delete(report);
        var (_, output) = await Task.Run(() => powerShell!.CaptureScript(
            "tests/Pester/run.ps1",
            new Dictionary<string, string> { ["FLUENCEVM_TEST_RELAY"] = relay.Port.ToString(CultureInfo.InvariantCulture) },
            ["-Generation", "Cloud", "-Files", "Each", "-ReportPath", report, "-Module", Repository.Module, "-Pester", pester!]));
        Assert.True(File.Exists(report), $"Pester ended without a report: {output}");

        using var outcome = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var failures = outcome.RootElement.GetProperty("failures").EnumerateArray().ToArray();
        Assert.Multiple(
            () => Assert.True(relay.Violations.IsEmpty, string.Join("\n\n", relay.Violations)),
            () => Assert.True(
                failures.All(each => each.GetProperty("test").GetString() == OfTheEmulatorItself),
                $"Only {OfTheEmulatorItself} should fail, but these did:\n{string.Join("\n\n", failures)}"));
        Assert.True(relay.Routes.Count > 1000, $"Only {relay.Routes.Count} requests passed the proxy.");
    }

    [SkippableFact]
    public async Task The_relay_sees_what_is_wrong_with_a_request_and_with_an_answer()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only on Linux the whole network 127.0.0.0/8 is this machine.");
        using var emulator = new VmEmulator();
        await using var relay = await Relay.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add("X-API-KEY", emulator.ApiKey);
        var good = relay.AddressOf(emulator.Listen().Port);

        Assert.True((await http.GetAsync($"{good}v3/vms?perPage=1")).IsSuccessStatusCode);
        Assert.True((await http.GetAsync($"{good}vms/v3")).IsSuccessStatusCode);
        Assert.Equal((1, 0), (relay.Routes.Count, relay.Violations.Count));
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{good}v3/vms?perPage=0")).StatusCode);
        Assert.Contains("perPage", Assert.Single(relay.Violations), StringComparison.Ordinal);

        await using var poor = await Relay.ListenAsync(
            IPAddress.Loopback,
            context => context.Response.WriteAsJsonAsync(new { items = Array.Empty<string>() }));
        Assert.True((await http.GetAsync($"{relay.AddressOf(new Uri(poor.Urls.First()).Port)}v3/vms")).IsSuccessStatusCode);
        Assert.Contains(relay.Violations, violation => violation.Contains("pagination", StringComparison.Ordinal));
    }
}
