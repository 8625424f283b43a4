using FluenceVm.Clouds.Fluence;
using FluenceVm.Engine;
using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Disks;

/// <summary>Completes disks by their names, or their ids if a name isn't unique, with size and state.</summary>
public sealed class DiskCompleter : FluenceCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> LoadAsync(IFluenceClient client, CancellationToken cancellationToken)
    {
        var disks = new List<Disk>();
        await client.Parts.Disks.ListAsync(disks.Add, cancellationToken);
        return PartCandidates.Of(disks, disk => $"{disk.SizeGB} GB, {disk.Status}");
    }
}
