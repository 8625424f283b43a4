namespace FluenceVm.Model;

/// <summary>The status of a Fluence VM (docs/services/fluence-market.md, "Statuses"; generation <c>Cloud</c> has further ones).</summary>
public sealed class VmStatus : OpenValue<VmStatus>
{
    // What is being updated runs meanwhile, and what can't be paid lives on its reserve.
    private static readonly HashSet<string> Running =
        new(["Active", "SmallBalance", "InsufficientFunds", "launched", "updating"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Wraps the service's text.</summary>
    /// <param name="value">The text, for example <c>Active</c>.</param>
    public VmStatus(string value) : base(value) { }

    /// <summary>Ordered, not yet being launched.</summary>
    public static VmStatus New { get; } = new("New");

    /// <summary>Being launched by its provider.</summary>
    public static VmStatus Launching { get; } = new("Launching");

    /// <summary>Running and usable; generation <c>v2</c> writes <c>ACTIVE</c>.</summary>
    public static VmStatus Active { get; } = new("Active");

    /// <summary>Running, but the balance won't cover many more epochs.</summary>
    public static VmStatus SmallBalance { get; } = new("SmallBalance");

    /// <summary>The balance didn't cover the last epoch; the VM lives on its reserve.</summary>
    public static VmStatus InsufficientFunds { get; } = new("InsufficientFunds");

    /// <summary>Ended by its provider; its reserve is held until the owner deletes it.</summary>
    public static VmStatus Terminated { get; } = new("Terminated");

    /// <summary>Stopped by its owner.</summary>
    public static VmStatus Stopped { get; } = new("Stopped");

    /// <summary>Running and usable, as generation <c>Cloud</c> says it.</summary>
    public static VmStatus Launched { get; } = new("launched");

    /// <summary>Not ordered yet: free, and without anything of its own that is billed (generation <c>Cloud</c>).</summary>
    public static VmStatus Draft { get; } = new("draft");

    /// <summary>The documented statuses of every generation. The service may have further ones.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "New", "Launching", "Active", "SmallBalance", "InsufficientFunds", "Terminated", "Stopped",
        "draft", "launched", "failed", "updating", "terminating", "suspending", "suspended", "restarting", "softRebooting", "unknown",
    ];

    /// <summary>Whether a status is a documented one, in whichever case.</summary>
    /// <param name="status">The status.</param>
    public static bool IsKnown(string status) => Known.Contains(status, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a VM of this status runs and can be used, in whichever generation's words.</summary>
    /// <param name="status">The status as the service sent it.</param>
    public static bool IsRunning(string status) => Running.Contains(status);

    /// <summary>Wraps a text, so that scripts and programs compare with plain strings.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator VmStatus(string value) => new(value);

    /// <summary>The named form of the conversion.</summary>
    /// <param name="value">The text.</param>
    public static VmStatus FromString(string value) => new(value);
}
