using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>
/// A VM of <c>GET /vms/v2</c>, which has the first five fields only, or of <c>GET /vms/v3</c>. Amounts are USDC.
/// </summary>
internal sealed class VmWire
{
    public string? Id { get; set; }

    public string? VmName { get; set; }

    public string? Status { get; set; }

    public Field<decimal> PricePerEpoch { get; set; }

    public RepeatedPart<VmResourcesWire, VmResources>.Part? Resources { get; set; }

    public Field<DateTimeOffset> CreatedAt { get; set; }

    public Field<DateTimeOffset> NextBillingAt { get; set; }

    public Field<DateTimeOffset> StatusChangedAt { get; set; }

    public string? OsImage { get; set; }

    public RepeatedPart<DatacenterWire, Datacenter>.Part? Datacenter { get; set; }

    public string? PublicIp { get; set; }

    public RepeatedPart<List<PortWire?>, IReadOnlyList<VmPort>>.Part? Ports { get; set; }

    public Field<decimal> ReservedBalance { get; set; }

    public Field<decimal> TotalSpent { get; set; }
}

/// <summary>A resource: <c>quantity</c> in MiB or counted (v2), or <c>supply</c> with <c>units</c> (v3).</summary>
internal sealed class ResourceWire
{
    public string? Type { get; set; }

    public Field<decimal> Quantity { get; set; }

    public Field<decimal> Supply { get; set; }

    public string? Units { get; set; }

    public Field<decimal> Price { get; set; }

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

    public Field<decimal> CityIndex { get; set; }

    public Field<decimal> Tier { get; set; }

    public List<string>? Certifications { get; set; }
}

/// <summary>An open port.</summary>
internal sealed class PortWire
{
    public Field<decimal> Port { get; set; }

    public string? Protocol { get; set; }
}
