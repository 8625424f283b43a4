namespace FluenceVm.Model.Errors;

/// <summary>A change stopped half way, and what it left behind is billed. Every id of it is named.</summary>
public sealed class LeftBehindException : Exception
{
    /// <summary>A change that stopped half way.</summary>
    /// <param name="what">What stopped, in a few words.</param>
    /// <param name="vmIds">The VMs that it left.</param>
    /// <param name="orphans">The disks and addresses that it left without a VM.</param>
    /// <param name="innerException">Why it stopped.</param>
    public LeftBehindException(string what, IReadOnlyList<string> vmIds, IReadOnlyList<Orphan> orphans, Exception innerException)
        : base(Text.Of(nameof(Messages.LeftBehind), what, Reason(innerException), Describe(vmIds ?? [], orphans ?? [])), innerException)
    {
        VmIds = vmIds ?? [];
        Orphans = orphans ?? [];
    }

    /// <summary>The VMs that are left.</summary>
    public IReadOnlyList<string> VmIds { get; }

    /// <summary>The disks and addresses that are left without a VM.</summary>
    public IReadOnlyList<Orphan> Orphans { get; }

    private static string Reason(Exception? exception) => exception is null ? string.Empty : exception.Message.TrimEnd('.') + ".";

    private static string Describe(IReadOnlyList<string> vmIds, IReadOnlyList<Orphan> orphans)
    {
        var vms = Text.Of(nameof(Messages.LeftBehindVms), string.Join(", ", vmIds));
        var others = Text.Of(nameof(Messages.LeftBehindOrphans), string.Join(", ", orphans));
        return vmIds.Count == 0 ? others : orphans.Count == 0 ? vms : Text.Of(nameof(Messages.LeftBehindBoth), vms, others);
    }
}
