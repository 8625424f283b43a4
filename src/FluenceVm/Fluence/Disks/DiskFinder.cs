using FluenceVm.Clouds.Fluence.Parts;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Disks;

/// <summary>Finds disks.</summary>
internal static class DiskFinder
{
    public static PartFinder<Disk> Disks => new(Messages.KindDisk, "FluenceDisk");

    /// <summary>The disks that are meant, each once.</summary>
    public static Task<IReadOnlyList<Disk>> FindAsync(
        ICloudParts parts, IReadOnlyList<Reference> references, Action<CmdletException> failed, CancellationToken cancellationToken) =>
        Disks.FindAsync(references, output => parts.Disks.ListAsync(output, cancellationToken), failed);
}
