namespace FluenceVm.Model;

/// <summary>A kind of hardware that the marketplace has, as a value for the hardware constraints of an order.</summary>
public sealed class Hardware
{
    /// <summary><c>Cpu</c>, <c>Memory</c> or <c>Storage</c>.</summary>
    public string Kind { get; init; } = string.Empty;

    /// <summary>The manufacturer (CPUs).</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The architecture (CPUs).</summary>
    public string? Architecture { get; init; }

    /// <summary>The type: <c>DDR</c> for memory; <c>HDD</c>, <c>SSD</c> or <c>NVMe</c> for disks.</summary>
    public string? Type { get; init; }

    /// <summary>The generation (memory).</summary>
    public string? Generation { get; init; }

    /// <summary>What it is, in one line.</summary>
    public override string ToString() =>
        string.Join(" ", new[] { Kind, Manufacturer, Architecture, Type, Generation }.Where(part => !string.IsNullOrEmpty(part)));
}
