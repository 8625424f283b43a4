using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>The values of <see cref="Hardware.Kind"/>.</summary>
internal static class HardwareKind
{
    public const string Cpu = "Cpu";
    public const string Memory = "Memory";
    public const string Storage = "Storage";

    public static bool Matches(Hardware hardware, string kind) => string.Equals(hardware.Kind, kind, StringComparison.OrdinalIgnoreCase);
}
