using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>What VMs with the same resources have in common.</summary>
internal sealed class VmResources
{
    public int? CpuCount { get; init; }

    public decimal? MemoryGiB { get; init; }

    public decimal? StorageGiB { get; init; }

    /// <summary>The resources themselves, anew for each VM: their dictionaries are its user's to change.</summary>
    public Func<IReadOnlyList<VmResource>> Read { get; init; } = () => [];
}
