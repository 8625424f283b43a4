using System.Net.Http.Json;
using System.Text.Json;
using FluenceVm.Emulator;

namespace FluenceVm.Bench;

/// <summary>What many changes cost in generation Cloud: listing a fleet, waiting for it and removing it, in three sizes.</summary>
internal sealed class FleetMeasurements(PowerShellRunner powerShell, string module)
{
    private static readonly int[] Sizes = [100, 1_000, 10_000];
    private const int LongList = 100_000;

    public async Task<IReadOnlyList<FleetCost>> RunAsync()
    {
        var costs = new List<FleetCost>();
        foreach (var size in Sizes)
        {
            using var service = await StartAsync(size);
            foreach (var step in new[] { "list", "wait", "remove" })
            {
                costs.Add(await MeasureAsync(service, size, step));
            }
        }
        using var large = await StartAsync(LongList);
        costs.Add(await MeasureAsync(large, LongList, "list"));
        return costs;
    }

    private async Task<FleetCost> MeasureAsync(VmEmulator service, int size, string step)
    {
        var before = service.RequestCount;
        var time = await powerShell.RunAsync(
            "fleet", "-Module", module, "-Endpoint", $"{service.Uri}", "-ApiKey", service.ApiKey, "-Step", step, "-Count", $"{size}");
        Console.WriteLine($"{size:N0} VMs, {step}: {time["time"]:N0} ms, {service.RequestCount - before:N0} requests");
        return new FleetCost(step, size, service.RequestCount - before, time["time"]);
    }

    private static async Task<VmEmulator> StartAsync(int size)
    {
        // A fast clock: what a service takes for its own work isn't the module's.
        var service = new VmEmulator(new VmEmulatorOptions { WithFleet = false, Balance = 1_000_000_000m, ClockRate = 100 });
        service.SetCapacity(10_000);
        using var client = new HttpClient(service.CreateHandler()) { BaseAddress = service.Uri };
        client.DefaultRequestHeaders.Add("X-API-KEY", service.ApiKey);
        var (cluster, configuration) = (await FirstAsync(client, "v3/clusters"), await FirstAsync(client, "v3/configurations"));
        for (var number = 1; number <= size; number++)
        {
            var order = JsonContent.Create(new { name = $"vm-{number}", clusterId = cluster, configurationId = configuration });
            using var draft = JsonDocument.Parse(await PostAsync(client, "v3/vms", order));
            await PostAsync(client, $"v3/vms/{draft.RootElement.GetProperty("id").GetString()}/provision", null);
        }
        service.Step(TimeSpan.FromMinutes(10));
        service.Listen();
        return service;
    }

    private static async Task<string> PostAsync(HttpClient client, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {response.StatusCode}, {text}");
    }

    private static async Task<string> FirstAsync(HttpClient client, string path)
    {
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
        return list.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
