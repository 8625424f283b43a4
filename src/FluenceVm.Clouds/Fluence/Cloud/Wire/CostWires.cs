using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The body of <c>POST /v3/prices/cost</c>.</summary>
internal sealed class AskedCostWire
{
    public IReadOnlyList<AskedResourceWire>? Resources { get; set; }

    public long? Secs { get; set; }
}

/// <summary>What is asked for: a disk or an address.</summary>
internal sealed class AskedResourceWire
{
    public AskedThingWire? Storage { get; set; }

    public AskedThingWire? PublicIp { get; set; }
}

/// <summary>Its type, and the size of a disk.</summary>
internal sealed class AskedThingWire
{
    [JsonPropertyName("resource_id")]
    public PricedTypeWire? ResourceId { get; set; }

    [JsonPropertyName("volume_gb")]
    public long? VolumeGb { get; set; }
}

/// <summary>What all of it costs for the time that was asked for.</summary>
internal sealed class CostWire
{
    public Field<decimal> TotalCost { get; set; }
}
