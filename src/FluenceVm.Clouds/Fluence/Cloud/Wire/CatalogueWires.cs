using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A cluster, which lies in a datacenter.</summary>
internal sealed class ClusterWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? DcId { get; set; }
}

/// <summary>A datacenter.</summary>
internal sealed class PlaceWire
{
    public string? Id { get; set; }

    public string? CountryCode { get; set; }

    public string? CityCode { get; set; }

    public Field<decimal> Index { get; set; }

    public Field<decimal> Tier { get; set; }

    public List<string>? Certifications { get; set; }
}

/// <summary>A size of VM.</summary>
internal sealed class SizeWire
{
    public string? Id { get; set; }

    public string? Slug { get; set; }

    public Field<decimal> Vcpu { get; set; }

    public Field<decimal> RamGb { get; set; }

    public List<string>? CpuFamilies { get; set; }
}

/// <summary>An image.</summary>
internal sealed class CloudImageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Distribution { get; set; }

    public string? Slug { get; set; }

    public string? Username { get; set; }
}

/// <summary>What each cluster has left.</summary>
internal sealed class ResourcesWire
{
    public Dictionary<string, ClusterResourcesWire?>? Resources { get; set; }
}

/// <summary>What a cluster has left.</summary>
internal sealed class ClusterResourcesWire
{
    public List<string>? AvailableConfigurationIds { get; set; }

    /// <summary>By family of CPU.</summary>
    public Dictionary<string, List<AvailableStorageWire?>?>? AvailableStorage { get; set; }

    /// <summary>By type of address.</summary>
    public Dictionary<string, long>? AvailablePublicIps { get; set; }
}

/// <summary>How large a disk can be.</summary>
internal sealed class AvailableStorageWire
{
    public string? StorageType { get; set; }

    public bool? Replicated { get; set; }

    public Field<decimal> VolumeGb { get; set; }
}

/// <summary>A type of disk.</summary>
internal sealed class StorageTypeWire
{
    public string? StorageType { get; set; }

    public bool? BootDisk { get; set; }

    public Field<decimal> MinVolumeGb { get; set; }
}
