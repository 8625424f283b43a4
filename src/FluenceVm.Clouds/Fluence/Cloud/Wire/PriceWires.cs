using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>
/// What something costs per hour in a cluster: a VM, a GB of a disk, or an address. Exactly one of the three types is there.
/// </summary>
internal sealed class PriceItemWire
{
    public PricedTypeWire? VmTypeId { get; set; }

    public PricedTypeWire? StorageTypeId { get; set; }

    public PricedTypeWire? PublicIpTypeId { get; set; }

    public PriceWire? PriceInfo { get; set; }
}

/// <summary>What is priced, and where.</summary>
internal sealed class PricedTypeWire
{
    public string? ClusterId { get; set; }

    public string? VmConfigurationId { get; set; }

    public string? StorageType { get; set; }

    public bool? Replicated { get; set; }

    public string? AddressType { get; set; }
}

/// <summary>A price per hour and unit.</summary>
internal sealed class PriceWire
{
    public Field<decimal> PricePerHourPerQty { get; set; }
}
