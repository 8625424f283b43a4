using System.Management.Automation;
using FluenceVm.Model;

namespace FluenceVm.Cudos.Machines;

/// <summary>The documented states of machines.</summary>
internal static class MachineStates
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        MachineState.StartRequested.Value, MachineState.Running.Value, MachineState.RestartRequested.Value,
            MachineState.StopRequested.Value,
        MachineState.Stopped.Value, MachineState.Finished.Value, MachineState.Failed.Value,
    ];

    /// <summary>All of them, for a message.</summary>
    public static string Known => string.Join(", ", All);

    /// <summary>Whether a pattern takes any of them.</summary>
    public static bool Match(string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return All.Any(wildcard.IsMatch);
    }

    /// <summary>Whether a text is one of them.</summary>
    public static bool Has(string state) => All.Contains(state, StringComparer.OrdinalIgnoreCase);
}
