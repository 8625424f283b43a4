using FluenceVm.Fluence.Parts;
using FluenceVm.Model;

namespace FluenceVm.Fluence.Disks;

/// <summary>Completes disks by their names, or their ids if a name isn't unique, with size and state.</summary>
public sealed class DiskCompleter : PartCompleter<Disk>
{
    private protected override PartFinder<Disk> Finder => DiskFinder.Disks;

    private protected override string Describe(Disk part) => $"{part.SizeGB} GB, {part.Status}";
}
