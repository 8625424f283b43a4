using System.Numerics;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>A machine as the contract sends it (docs/services/cudos-compute.md, "Machine").</summary>
internal sealed class MachineWire
{
    public string? Id { get; set; }

    public string? State { get; set; }

    public string? Owner { get; set; }

    public string? Region { get; set; }

    public string? ImageId { get; set; }

    public string? MachineTypeId { get; set; }

    public string? SshKey { get; set; }

    public Field<BigInteger> Credit { get; set; }

    public string? Provider { get; set; }

    public string? Address { get; set; }

    public Field<BigInteger> Until { get; set; }

    public string? Reason { get; set; }

    public string? Description { get; set; }
}

/// <summary>A machine type as the contract sends it (docs/services/cudos-compute.md, "MachineType").</summary>
internal sealed class MachineTypeWire
{
    public string? Id { get; set; }

    public Field<BigInteger> CpuCount { get; set; }

    public Field<BigInteger> GpuCount { get; set; }

    public Field<decimal> MemoryGb { get; set; }

    public Field<decimal> StorageGb { get; set; }

    public Field<BigInteger> AcudosPerHour { get; set; }

    public bool Available { get; set; }

    public string? Region { get; set; }
}

/// <summary>An image as the contract sends it (docs/services/cudos-compute.md, "Image").</summary>
internal sealed class MachineImageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Distro { get; set; }

    public Field<BigInteger> Size { get; set; }
}

/// <summary>A query's response.</summary>
internal sealed class DataWire<T>
    where T : class
{
    public T? Data { get; set; }
}
