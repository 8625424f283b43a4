using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Vms;

/// <summary>Whether a disk can be attached to a VM.</summary>
internal static class Attaching
{
    private const long BytesPerGb = 1_000_000_000;
    private static readonly string[] Coming = ["new", "created", "updating"];

    /// <summary>A disk that is to be attached.</summary>
    /// <exception cref="CloudRefusal">404, 409 or 422: it is missing, in use, or unsuitable.</exception>
    public static Disk Disk(CloudAccount account, Guid id, Datacenter place, bool isBoot, DateTimeOffset now)
    {
        var disk = account.Disks.Living(id, "Storage");
        if (disk.HolderAt(account, now) is not null)
        {
            var inUse = isBoot ? "boot_disk_already_attached" : "conflict";
            throw new CloudRefusal(409, inUse, $"The disk {disk.Name} is attached to another VM") { Violations = [Violation.DiskInUse()] };
        }
        if (Reason(disk, place, isBoot, now) is { } reason)
        {
            var code = isBoot ? "boot_disk_not_attachable" : "storage_not_attachable";
            throw new CloudRefusal(422, code, $"The disk {disk.Name} can't be attached")
            {
                Violations = [Violation.Typed("disk", ("reason", reason))],
            };
        }
        return disk;
    }

    /// <summary>Whether a disk is still on its way to being ready.</summary>
    public static bool IsComing(Disk disk, DateTimeOffset now) => Coming.Contains(disk.StatusAt(now));

    /// <summary>Why a disk can't be attached, whoever holds it; null if it can.</summary>
    public static JsonObject? Reason(Disk disk, Datacenter place, bool isBoot, DateTimeOffset now) =>
        disk.Datacenter != place ? Violation.Typed("wrongCluster", ("cluster_id", disk.ClusterId.ToString("D")))
        : disk.StatusAt(now) is var status && status is not (Asset.Ready or Asset.Draft) && !IsComing(disk, now)
            ? Violation.Typed("notReady", ("status", status))
        : isBoot && !disk.IsBoot ? Violation.Typed("notBootDisk")
        : !isBoot && disk.IsBoot ? Violation.Typed("isBootDisk")
        : isBoot && disk.VolumeGb < CloudCatalogue.SmallestBootDisk
            ? Violation.Typed("belowMinimumSize", ("min_bytes", CloudCatalogue.SmallestBootDisk * BytesPerGb))
        : null;
}
