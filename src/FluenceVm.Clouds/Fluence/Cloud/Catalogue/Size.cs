using FluenceVm.Clouds.Fluence.Cloud.Wire;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>A size of VM: a configuration.</summary>
internal sealed record Size(string Id, string Slug, decimal? Cores, decimal? MemoryGB, IReadOnlyList<string> CpuFamilies)
{
    public static Size From(SizeWire wire, ReadProblems faults) => new(
        wire.Id ?? string.Empty,
        wire.Slug ?? wire.Id ?? string.Empty,
        faults.Take(wire.Vcpu, "vcpu", wire.Id),
        faults.Take(wire.RamGb, "ramGb", wire.Id),
        wire.CpuFamilies ?? []);

    /// <summary>Whether a user's text means it: its slug or its id.</summary>
    public bool IsCalled(string text) =>
        string.Equals(Slug, text, StringComparison.OrdinalIgnoreCase) || string.Equals(Id, text, StringComparison.OrdinalIgnoreCase);

    public IEnumerable<VmResource> ToResources()
    {
        if (Cores is { } cores)
        {
            yield return new VmResource { Type = ResourceType.VCpu, Quantity = cores, Unit = "vCPU" };
        }
        if (MemoryGB is { } memory)
        {
            yield return new VmResource { Type = ResourceType.Ram, Quantity = memory, Unit = "GB" };
        }
    }
}
