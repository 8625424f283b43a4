namespace FluenceVm.Clouds.Fluence.Requests;

/// <summary>What a list of VMs is asked for. A generation whose service can't filter ignores it; the caller filters again.</summary>
public sealed class VmFilter
{
    /// <summary>Every VM of the account.</summary>
    public static VmFilter All { get; } = new();

    /// <summary>Only these ids; empty for all.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Only these names, exactly; empty for all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Only these statuses; empty for all.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];
}
