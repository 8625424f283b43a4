using System.Text;
using System.Text.Json;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// Has the reader of VM lists compiled while the first connection is being opened: the list that follows is read in two
/// thirds of the time. Once a process, off every caller's thread.
/// </summary>
internal static class MarketWarmUp
{
    private const int Repeats = 64;
    private static readonly Lazy<Task> Reading = new(() => Task.Run(Read));

    /// <summary>Starts it, if it hasn't been.</summary>
    public static void Start() => _ = Reading.Value;

    private static void Read()
    {
        var faults = ReadProblems.Untold();
        var reader = new VmReader(new NumberConverter());
        var sample = Encoding.UTF8.GetBytes(Sample);
        for (var i = 0; i < Repeats; i++)
        {
            var json = new Utf8JsonReader(sample);
            json.Read();
            reader.TryRead(ref json, sample, out var wire);
            _ = VmMapper.ToModel(wire!, FluenceApiVersion.MarketV3, faults);
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
