using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>A family of CPU, as in <c>AMD_ZEN3</c>: the manufacturer, then the architecture and its generation.</summary>
internal static class CpuFamily
{
    public static Hardware ToHardware(string family)
    {
        var parts = family.Split(['_'], 2);
        return new Hardware { Kind = HardwareKind.Cpu, Manufacturer = parts[0], Architecture = parts.Length > 1 ? parts[1] : null };
    }

    /// <summary>Whether the family is what is asked for; <c>Zen</c> is any of Zen, and what isn't said is any.</summary>
    public static bool Matches(string family, Hardware wanted)
    {
        var hardware = ToHardware(family);
        return (wanted.Manufacturer is null
            || string.Equals(hardware.Manufacturer, wanted.Manufacturer, StringComparison.OrdinalIgnoreCase))
            && (wanted.Architecture is null
                || hardware.Architecture?.StartsWith(wanted.Architecture, StringComparison.OrdinalIgnoreCase) == true);
    }
}
