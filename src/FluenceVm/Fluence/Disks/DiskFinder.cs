using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Disks;

/// <summary>Finds disks.</summary>
internal static class DiskFinder
{
    public static PartFinder<Disk> Disks => new(
        Messages.KindDisk, "FluenceDisk", (client, output, token) => client.Parts.Disks.ListAsync(output, token));
}
