namespace FluenceVm.Model;

/// <summary>A change stopped half way, and what it left behind is billed. Every id of it is named.</summary>
public sealed class LeftBehindException : Exception
{
    /// <summary>A change that stopped half way.</summary>
    /// <param name="what">What stopped, in a few words.</param>
    /// <param name="vmIds">The VMs that it left.</param>
    /// <param name="orphans">The disks and addresses that it left without a VM.</param>
    /// <param name="innerException">Why it stopped.</param>
    public LeftBehindException(string what, IReadOnlyList<string> vmIds, IReadOnlyList<Orphan> orphans, Exception innerException)
        : base($"{what} {Reason(innerException)} What is left is billed: {Describe(vmIds ?? [], orphans ?? [])}", innerException)
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
        var parts = new List<string>();
        if (vmIds.Count > 0)
        {
            parts.Add($"the VMs {string.Join(", ", vmIds)}, which Remove-FluenceVm removes.");
        }
        if (orphans.Count > 0)
        {
            parts.Add($"{string.Join(", ", orphans.Select(orphan => orphan.ToString()))}, which Remove-FluenceOrphan removes.");
        }
        return string.Join(" Also ", parts);
    }
}
