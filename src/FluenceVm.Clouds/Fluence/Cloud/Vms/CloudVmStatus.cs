using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Vms;

/// <summary>The statuses of a VM (docs/services/fluence-cloud.md, "Statuses").</summary>
internal static class CloudVmStatus
{
    public const string Draft = "draft";
    public const string New = "new";
    public const string Launched = "launched";
    public const string Failed = "failed";
    public const string Updating = "updating";
    public const string Terminating = "terminating";
    public const string Terminated = "terminated";

    private static readonly string[] All =

        [
            Draft,
            New,
            "launching",
            Launched,
            Failed,
            Updating,
            Terminating,
            Terminated,
            "suspending",
            "suspended",
            "restarting",
            "softRebooting",
            "unknown"
        ];

    // On the way to running, by themselves: their interfaces can be changed and they can be restarted in a moment.
    private static readonly string[] OnTheWay = [New, "launching", Updating, "restarting", "softRebooting"];

    // Neither running nor on the way to it.
    private static readonly string[] AtRest = [Draft, Failed, Terminating, Terminated, "suspending", "suspended"];

    private static readonly string[] NotEnded = [.. All.Where(status => status != Terminated)];

    /// <summary>
    /// What a list is asked for. VMs that ended stay listed for ever; they come only if their status or id is asked for. The service
    /// refuses a status that it doesn't know, so one that isn't known here asks for all.
    /// </summary>
    public static IReadOnlyList<string> Asked(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0)
        {
            return NotEnded;
        }
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in wanted)
        {
            string[] meant = text == VmStatus.Active
                ? [.. All.Where(VmStatus.IsRunning)]
                : [.. All.Where(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase))];
            if (meant.Length == 0)
            {
                return [];
            }
            asked.UnionWith(meant);
        }
        return [.. asked];
    }

    /// <summary>Whether the VM will run in a moment, without another request.</summary>
    public static bool IsOnTheWay(string? status) => OnTheWay.Contains(status);

    /// <summary>Whether the VM doesn't run, and won't without another request.</summary>
    public static bool IsAtRest(string? status) => AtRest.Contains(status);

    /// <summary>Whether nothing is billed for the VM itself.</summary>
    public static bool IsFree(string? status) => status is Draft or Terminated;
}
