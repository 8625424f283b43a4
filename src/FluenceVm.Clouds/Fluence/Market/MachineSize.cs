using System.Globalization;
using System.Text.RegularExpressions;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market;

/// <summary>
/// The size that a basic configuration's slug names, for example <c>cpu-4-ram-8gb-storage-25gb</c>. Its "gb" of memory and disk
/// are the service's GiB.
/// </summary>
internal readonly struct MachineSize(int? cpuCount, int? memoryGiB, int? storageGiB)
{
    private static readonly Regex Form = new(
        "^cpu-([0-9]{1,6})-ram-([0-9]{1,9})gb-storage-([0-9]{1,9})gb$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public int? CpuCount => cpuCount;

    public int? MemoryGiB => memoryGiB;

    public int? StorageGiB => storageGiB;

    /// <summary>The size; all unknown for a slug of another form.</summary>
    public static MachineSize Parse(string slug) => Form.Match(slug) is { Success: true } match
        ? new MachineSize(Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]))
        : default;

    /// <summary>A resource of an offer, which has the configuration's quantity where it names none.</summary>
    public VmResource Fill(VmResource resource)
    {
        var quantity = resource.Type == ResourceType.VCpu ? cpuCount
            : resource.Type == ResourceType.Ram ? memoryGiB
            : resource.Type == ResourceType.Storage ? storageGiB
            : null;
        return resource.Quantity != 0m || quantity is null ? resource
            : resource.WithQuantity(quantity.Value, resource.Type == ResourceType.VCpu ? "vCPU" : "GiB");
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
}
