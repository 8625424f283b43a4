using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>A VM (<c>UserVmDto</c>). What it uses are bare ids, and whole objects in <see cref="Expanded"/> where they were asked for.</summary>
internal sealed class CloudVmWire
{
    public string? Id { get; set; }

    public string? ClusterId { get; set; }

    public string? Name { get; set; }

    public string? Status { get; set; }

    public List<string>? AllowedActions { get; set; }

    public string? ConfigurationSlug { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> Vcpu { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> RamGb { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> PriceHourlyUsd { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> CreatedAt { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> ReadySince { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> TerminatedAt { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> PaidUntil { get; set; }

    public ExpandedWire? Expanded { get; set; }
}

/// <summary>What a VM uses, whole.</summary>
internal sealed class ExpandedWire
{
    public StorageWire? BootDisk { get; set; }

    public List<StorageWire?>? DataDisks { get; set; }

    public PublicIpWire? PublicIp { get; set; }

    public List<InterfaceWire?>? NetworkInterfaces { get; set; }
}

/// <summary>A network interface of a VM.</summary>
internal sealed class InterfaceWire
{
    public string? Id { get; set; }

    public bool Default { get; set; }

    public InterfaceKindWire? Kind { get; set; }

    public string? SecurityGroup { get; set; }
}

/// <summary>Which network an interface is on; only the public one counts.</summary>
internal sealed class InterfaceKindWire
{
    public PublicInterfaceWire? Public { get; set; }
}

/// <summary>An interface on the public network.</summary>
internal sealed class PublicInterfaceWire;

/// <summary>A disk.</summary>
internal sealed class StorageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? StorageType { get; set; }

    public bool? Replicated { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> VolumeGb { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> PriceHourlyUsd { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> CreatedAt { get; set; }

    public string? InitUrl { get; set; }

    public List<string>? AttachedTo { get; set; }
}

/// <summary>A public address.</summary>
internal sealed class PublicIpWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? AddressType { get; set; }

    public AttachedWire? AttachedTo { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> PriceHourlyUsd { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public Field<DateTimeOffset> CreatedAt { get; set; }
}

/// <summary>The VM that uses an address.</summary>
internal sealed class AttachedWire
{
    public string? Id { get; set; }
}
