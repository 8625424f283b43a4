using FluenceVm.Clouds.Fluence.Cloud.Vms;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Cloud.Catalogue;

/// <summary>A VM with its disks and perhaps an address, in a cluster that has room for some such VMs.</summary>
internal sealed record Placement(
    string ClusterId,
    Datacenter? Datacenter,
    Size Size,
    DiskPlan BootDisk,
    IReadOnlyList<DiskPlan> DataDisks,
    bool PublicIp,
    decimal PricePerHour,
    long Room)
{
    public decimal PricePerEpoch => PricePerHour * (decimal)Epoch.Length.TotalHours;

    public Offer ToOffer() => new()
    {
        Configuration = Size.Slug,
        PricePerEpoch = PricePerEpoch,
        Currency = Amounts.Currency,
        Datacenter = Datacenter,
        // The service says that there is one, not how many.
        AvailableInstances = 1,
        Resources = [.. Size.ToResources(), .. Belongings()],
    };

    private IEnumerable<VmResource> Belongings()
    {
        foreach (var disk in DataDisks.Prepend(BootDisk))
        {
            yield return VmBelongings.DiskResource(disk.VolumeGB, DiskPlan.Type, disk.Replicated);
        }
        if (PublicIp)
        {
            yield return VmBelongings.AddressResource(DiskPlan.AddressType);
        }
    }
}
