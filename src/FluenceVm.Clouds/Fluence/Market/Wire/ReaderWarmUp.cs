using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Has the reader of VM lists compiled while the first connection is being opened: the list that follows is read in two
/// thirds of the time. Once a process, off every caller's thread.
/// </summary>
internal static class ReaderWarmUp
{
    private const int Repeats = 64;
    private static readonly Lazy<Task> Reading = new(() => Task.Run(ReadAsync));

    /// <summary>Starts it, if it hasn't been.</summary>
    public static void Start() => _ = Reading.Value;

    private static async Task ReadAsync()
    {
        var faults = new ReadProblems(text => text, "GET", "/");
        using var sample = new MemoryStream(
            System.Text.Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat(Sample, Repeats)) + "]"));
        await foreach (var wire in JsonSerializer.DeserializeAsyncEnumerable(sample, MarketJson.Default.VmV3Wire))
        {
            _ = VmMapper.ToModel(wire!, faults);
        }
    }

    private const string Sample = """
        {"id":"0x0","vmName":"sample","status":"Active","pricePerEpoch":"0.1","resources":[{"type":"VCPU","quantity":2,
         "metadata":{"brand":"EPYC"},"details":{"speed":3600}},
        {"type":"RAM","supply":4,"units":"GiB"}],"createdAt":"2026-01-01T00:00:00Z","datacenter":{"countryCode":"PL","cityIndex":1,
         "tier":3,"certifications":["ISO 27001"]},
        "publicIp":null,"ports":[{"port":22,"protocol":"tcp"}],"reservedBalance":"0.1","totalSpent":"0.1","unknown":{}}
        """;
}
