using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>The body of <c>POST /vms/v3</c>.</summary>
internal sealed class CreateWire
{
    public ConstraintsWire? Constraints { get; set; }

    public int Instances { get; set; }

    public VmConfigurationWire? VmConfiguration { get; set; }
}

/// <summary>One VM of the response to <c>POST /vms/v3</c>.</summary>
internal sealed class CreatedWire
{
    public string? VmId { get; set; }

    public string? VmName { get; set; }
}

/// <summary>What is set up in each VM of an order.</summary>
internal sealed class VmConfigurationWire
{
    public string? Name { get; set; }

    public string? Hostname { get; set; }

    public IReadOnlyList<OpenPortWire>? OpenPorts { get; set; }

    public string? OsImage { get; set; }

    public IReadOnlyList<string>? SshKeys { get; set; }
}

/// <summary>A port to open.</summary>
internal sealed class OpenPortWire
{
    public int Port { get; set; }

    public string? Protocol { get; set; }
}

/// <summary>What is asked of the marketplace.</summary>
internal sealed class ConstraintsWire
{
    public string? BasicConfiguration { get; set; }

    public AdditionalVmResourcesWire? AdditionalResources { get; set; }

    public HardwareWire? Hardware { get; set; }

    public DatacenterConstraintWire? Datacenter { get; set; }

    public string? MaxTotalPricePerEpochUsd { get; set; }
}

/// <summary>Disk space beyond a configuration's.</summary>
internal sealed class AdditionalVmResourcesWire
{
    public IReadOnlyList<AdditionalStorageWire>? Storage { get; set; }
}

/// <summary>Disk space of one kind.</summary>
internal sealed class AdditionalStorageWire
{
    public string? Type { get; set; }

    public int Supply { get; set; }

    public string? Units { get; set; }
}

/// <summary>Kinds of hardware, as asked for and as <c>GET /marketplace/hardware</c> lists them.</summary>
internal sealed class HardwareWire
{
    public List<HardwareKindWire>? Cpu { get; set; }

    public List<HardwareKindWire>? Memory { get; set; }

    public List<HardwareKindWire>? Storage { get; set; }
}

/// <summary>One kind of hardware.</summary>
internal sealed class HardwareKindWire
{
    public string? Manufacturer { get; set; }

    public string? Architecture { get; set; }

    public string? Type { get; set; }

    public string? Generation { get; set; }
}

/// <summary>Where it may be.</summary>
internal sealed class DatacenterConstraintWire
{
    public IReadOnlyList<string>? Countries { get; set; }
}

/// <summary>The body of <c>PATCH /vms/v3</c>.</summary>
internal sealed class UpdatesWire
{
    public IReadOnlyList<UpdateWire>? Updates { get; set; }
}

/// <summary>A change of one VM.</summary>
internal sealed class UpdateWire
{
    public string? Id { get; set; }

    public string? VmName { get; set; }

    public IReadOnlyList<OpenPortWire>? OpenPorts { get; set; }
}

/// <summary>The body of <c>POST /vms/v3/estimate</c>.</summary>
internal sealed class EstimateRequestWire
{
    public ConstraintsWire? Constraints { get; set; }

    public int Instances { get; set; }
}

/// <summary>The response to <c>POST /vms/v3/estimate</c>. Amounts are USDC.</summary>
internal sealed class MarketEstimateWire
{
    public Field<decimal> DepositAmountUsdc { get; set; }

    public Field<decimal> DepositEpochs { get; set; }

    public Field<decimal> TotalPricePerEpoch { get; set; }

    public Field<decimal> MaxPricePerEpoch { get; set; }

    public Field<decimal> Instances { get; set; }
}

/// <summary>One VM of <c>GET /vms/v3/status</c>.</summary>
internal sealed class StatusWire
{
    public string? Id { get; set; }

    public string? Status { get; set; }

    public Field<DateTimeOffset> StatusChangedAt { get; set; }

    public string? PublicIp { get; set; }
}
