using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>A VM, but for its price, whose unit differs by generation. Generation v2 has the first four fields only.</summary>
internal abstract class VmWire
{
    public string? Id { get; set; }

    public string? VmName { get; set; }

    public string? Status { get; set; }

    public List<ResourceWire?>? Resources { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }

    public Field<DateTimeOffset> NextBillingAt { get; set; }

    public Field<DateTimeOffset> StatusChangedAt { get; set; }

    public string? OsImage { get; set; }

    public DatacenterWire? Datacenter { get; set; }

    public string? PublicIp { get; set; }

    public List<PortWire?>? Ports { get; set; }

    public Field<decimal> ReservedBalance { get; set; }

    public Field<decimal> TotalSpent { get; set; }
}

/// <summary>A VM of <c>GET /vms/v2</c>.</summary>
[JsonConverter(typeof(VmV2Converter))]
internal sealed class VmV2Wire : VmWire
{
    public Field<decimal> PricePerEpoch { get; set; }
}

/// <summary>A VM of <c>GET /vms/v3</c>. Amounts are USDC, in strings or plain.</summary>
[JsonConverter(typeof(VmV3Converter))]
internal sealed class VmV3Wire : VmWire
{
    public Field<decimal> PricePerEpoch { get; set; }
}

/// <summary>A resource: <c>quantity</c> in MiB or counted (v2), or <c>supply</c> with <c>units</c> (v3).</summary>
internal sealed class ResourceWire
{
    public string? Type { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Quantity { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Supply { get; set; }

    public string? Units { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Price { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> PerVmLimit { get; set; }

    [JsonConverter(typeof(EntriesConverter))]
    public KeyValuePair<string, object?>[]? Metadata { get; set; }

    [JsonConverter(typeof(EntriesConverter))]
    public KeyValuePair<string, object?>[]? Details { get; set; }
}

/// <summary>Where a VM or an offer is.</summary>
internal sealed class DatacenterWire
{
    public string? Id { get; set; }

    public string? CountryCode { get; set; }

    public string? CityCode { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> CityIndex { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Tier { get; set; }

    public List<string>? Certifications { get; set; }
}

/// <summary>An open port.</summary>
internal sealed class PortWire
{
    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Port { get; set; }

    public string? Protocol { get; set; }
}
