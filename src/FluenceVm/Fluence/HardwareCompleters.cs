using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Model;

namespace FluenceVm.Fluence;

/// <summary>Completes one property of the hardware that the service has.</summary>
public abstract class HardwareCompleter : FluenceCompleter
{
    private readonly string _kind;
    private readonly Func<Hardware, string?> _of;

    private protected HardwareCompleter(string kind, Func<Hardware, string?> of)
    {
        _kind = kind;
        _of = of;
    }

    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken) =>
        [.. (await client.ListHardwareAsync(cancellationToken))
            .Where(hardware => string.Equals(hardware.Kind, _kind, StringComparison.OrdinalIgnoreCase))
            .GroupBy(_of, StringComparer.OrdinalIgnoreCase)
            .Where(group => !string.IsNullOrEmpty(group.Key))
            .Select(group => new Candidate(group.Key!, group.Key!, string.Join(", ", group)))];
}

/// <summary>Completes manufacturers of CPUs, with their architectures.</summary>
public sealed class CpuManufacturerCompleter : HardwareCompleter
{
    /// <summary>Looks at CPUs.</summary>
    public CpuManufacturerCompleter()
        : base("Cpu", hardware => hardware.Manufacturer)
    {
    }
}

/// <summary>Completes architectures of CPUs, with their manufacturers.</summary>
public sealed class CpuArchitectureCompleter : HardwareCompleter
{
    /// <summary>Looks at CPUs.</summary>
    public CpuArchitectureCompleter()
        : base("Cpu", hardware => hardware.Architecture)
    {
    }
}

/// <summary>Completes types of memory.</summary>
public sealed class MemoryTypeCompleter : HardwareCompleter
{
    /// <summary>Looks at memory.</summary>
    public MemoryTypeCompleter()
        : base("Memory", hardware => hardware.Type)
    {
    }
}

/// <summary>Completes generations of memory.</summary>
public sealed class MemoryGenerationCompleter : HardwareCompleter
{
    /// <summary>Looks at memory.</summary>
    public MemoryGenerationCompleter()
        : base("Memory", hardware => hardware.Generation)
    {
    }
}
