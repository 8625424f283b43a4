using System.Numerics;

namespace FluenceVm.Model;

/// <summary>A size of machine that can be ordered, of either cloud.</summary>
public sealed class MachineType
{
    /// <summary>Its id: what <c>-Configuration</c> or <c>-MachineType</c> takes.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The cloud that has it.</summary>
    public string Cloud { get; init; } = string.Empty;

    /// <summary>Virtual CPUs; null if the service doesn't say.</summary>
    public int? CpuCount { get; init; }

    /// <summary>Virtual GPUs.</summary>
    public int? GpuCount { get; init; }

    /// <summary>Memory in GiB.</summary>
    public decimal? MemoryGiB { get; init; }

    /// <summary>Disk in GB (10^9 bytes).</summary>
    public decimal? StorageGB { get; init; }

    /// <summary>Price per hour in <see cref="Currency"/>; null if nothing is offered.</summary>
    public decimal? PricePerHour { get; init; }

    /// <summary>The price per hour as tables show it, for example <c>0.0121 USDC/h</c>; null if nothing is offered.</summary>
    public string? Price => Shown.PricePerHour(PricePerHour, Currency);

    /// <summary><c>USD</c>, <c>USDC</c> or <c>CUDOS</c>.</summary>
    public string Currency { get; init; } = string.Empty;

    /// <summary>Whether it may be ordered now; no promise that an order succeeds.</summary>
    public bool Available { get; init; }

    /// <summary>The region or country of the price, if there is one.</summary>
    public string? Region { get; init; }

    /// <summary>Price per hour in acudos, exactly; null on Fluence.</summary>
    public BigInteger? AcudosPerHour { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
