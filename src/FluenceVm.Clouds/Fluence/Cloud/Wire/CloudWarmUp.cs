using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>
/// Has the readers of a first listing set up while the first connection is being opened. Once a process, off every caller's thread.
/// </summary>
internal static class CloudWarmUp
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes("""{"items":[{}],"pagination":{}}""");
    private static readonly byte[] Item = Encoding.UTF8.GetBytes("{}");
    private static readonly Lazy<Task> Reading = new(() => Task.Run(Read));

    /// <summary>Starts it, if it hasn't been.</summary>
    public static void Start() => _ = Reading.Value;

    private static void Read()
    {
        Read(Page, CloudJson.Default.VmPage);
        Read(Page, CloudJson.Default.StoragePage);
        Read(Page, CloudJson.Default.PublicIpPage);
        Read(Page, CloudJson.Default.SecurityGroupPage);
        Read(Item, CloudJson.Default.SizeWire);
        Read(Item, CloudJson.Default.PriceItemWire);
        Read(Item, CloudJson.Default.ClusterWire);
        Read(Item, CloudJson.Default.PlaceWire);
        Read(Item, CloudJson.Default.CloudImageWire);
    }

    private static void Read<T>(byte[] sample, JsonTypeInfo<T> type) => _ = JsonSerializer.Deserialize(sample, type);
}
