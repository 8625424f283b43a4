using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A cluster, which lies in a datacenter.</summary>
internal sealed class ClusterWire
{
    public string? Id { get; set; }

    public string? DcId { get; set; }
}

/// <summary>A datacenter.</summary>
internal sealed class PlaceWire
{
    public string? Id { get; set; }

    public string? CountryCode { get; set; }

    public string? CityCode { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Index { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Tier { get; set; }

    public List<string>? Certifications { get; set; }
}

/// <summary>A size of VM.</summary>
internal sealed class SizeWire
{
    public string? Id { get; set; }

    public string? Slug { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Vcpu { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> RamGb { get; set; }

    public List<string>? CpuFamilies { get; set; }
}

/// <summary>What each cluster has left.</summary>
internal sealed class ResourcesWire
{
    public Dictionary<string, ClusterResourcesWire?>? Resources { get; set; }
}

/// <summary>What a cluster has left.</summary>
internal sealed class ClusterResourcesWire
{
    public List<SizeWire?>? AvailableConfigurations { get; set; }

    /// <summary>By family of CPU.</summary>
    public Dictionary<string, List<AvailableStorageWire?>?>? AvailableStorage { get; set; }

    /// <summary>By type of address.</summary>
    public Dictionary<string, long>? AvailablePublicIps { get; set; }
}

/// <summary>How large a disk can be.</summary>
internal sealed class AvailableStorageWire
{
    public string? StorageType { get; set; }

    public bool Replicated { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> VolumeGb { get; set; }
}

/// <summary>A type of disk.</summary>
internal sealed class StorageTypeWire
{
    public string? StorageType { get; set; }

    public bool BootDisk { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> MinVolumeGb { get; set; }
}

/// <summary>What a size of VM costs in a cluster.</summary>
internal sealed class VmPriceWire
{
    public VmTypeWire? VmTypeId { get; set; }

    public PriceWire? PriceInfo { get; set; }
}

/// <summary>What a GB of a disk costs in a cluster.</summary>
internal sealed class StoragePriceWire
{
    public StorageTypeIdWire? StorageTypeId { get; set; }

    public PriceWire? PriceInfo { get; set; }
}

/// <summary>What an address costs in a cluster.</summary>
internal sealed class PublicIpPriceWire
{
    public PublicIpTypeWire? PublicIpTypeId { get; set; }

    public PriceWire? PriceInfo { get; set; }
}

/// <summary>A price of an hour.</summary>
internal sealed class PriceWire
{
    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> PricePerHourPerQty { get; set; }
}

/// <summary>A size of VM in a cluster.</summary>
internal sealed class VmTypeWire
{
    public string? VmConfigurationId { get; set; }

    public string? ClusterId { get; set; }
}

/// <summary>A type of disk in a cluster.</summary>
internal sealed class StorageTypeIdWire
{
    public string? StorageType { get; set; }

    public bool Replicated { get; set; }

    public string? ClusterId { get; set; }
}

/// <summary>A type of address in a cluster.</summary>
internal sealed class PublicIpTypeWire
{
    public string? AddressType { get; set; }

    public string? ClusterId { get; set; }
}

/// <summary>A VM in a question about costs.</summary>
internal sealed class PricedVmWire
{
    [JsonPropertyName("resource_id")]
    public VmTypeWire? ResourceId { get; set; }
}

/// <summary>A disk in a question about costs.</summary>
internal sealed class PricedStorageWire
{
    [JsonPropertyName("resource_id")]
    public StorageTypeIdWire? ResourceId { get; set; }

    [JsonPropertyName("volume_gb")]
    public long VolumeGb { get; set; }
}

/// <summary>An address in a question about costs.</summary>
internal sealed class PricedPublicIpWire
{
    [JsonPropertyName("resource_id")]
    public PublicIpTypeWire? ResourceId { get; set; }
}

/// <summary>The response about costs.</summary>
internal sealed class CostWire
{
    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> TotalCost { get; set; }
}
