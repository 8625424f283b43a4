using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Http;
using FluenceVm.Emulator.Fluence.Cloud.Offers;

namespace FluenceVm.Emulator.Fluence.Cloud.Disks;

/// <summary>A disk. One that was made from an image is a boot disk.</summary>
internal sealed class Disk : Asset
{
    /// <summary>Every status that it can have.</summary>
    public static IReadOnlyList<string> Statuses { get; } = [Draft, "new", "created", Ready, "updating", "failed", Removing, Removed];

    public long VolumeGb { get; set; }

    public bool IsReplicated { get; set; }

    /// <summary>What it was made from; null for an empty disk.</summary>
    public ImageSource? Source { get; set; }

    /// <summary>The VM that it is attached to, or the draft that made it; null for none.</summary>
    public Guid? VmId { get; set; }

    [JsonIgnore]
    public bool IsBoot => Source is not null;

    [JsonIgnore]
    public decimal PricePerHour => VolumeGb * CloudPrices.DiskPerGb(IsReplicated);

    /// <summary>The VM that it is attached to now: one that has ended holds nothing.</summary>
    public Guid? HolderAt(CloudAccount account, DateTimeOffset now) => account.Vms.Find(VmId)?.IsGone(now) == false ? VmId : null;

    /// <summary>Begins to make it, and to bill it.</summary>
    public void Start(CloudAccount account, DateTimeOffset now, bool fails = false)
    {
        (StartedAt, UpdatedAt) = (now, now);
        account.Capacity.TakeDisk(Datacenter, VolumeGb);
        var meter = new Meter { ResourceId = Id, Type = "STORAGE", Name = Name, ClusterId = ClusterId, IsReplicated = IsReplicated };
        account.Purse.Start(meter, PricePerHour, VolumeGb, now);
        if (fails)
        {
            FailsAt = now + CloudGuesses.Preparation;
            account.Purse.Stop(Id, now);
        }
    }

    /// <summary>Makes it larger.</summary>
    public void Enlarge(CloudAccount account, long volumeGb, DateTimeOffset now)
    {
        if (StartedAt is not null && volumeGb != VolumeGb)
        {
            account.Capacity.TakeDisk(Datacenter, volumeGb - VolumeGb);
            account.Purse.Change(Id, volumeGb * CloudPrices.DiskPerGb(IsReplicated), volumeGb, now);
            BusyUntil = now + CloudGuesses.Change;
        }
        VolumeGb = volumeGb;
        UpdatedAt = now;
    }

    /// <summary>Ends it; a draft simply goes.</summary>
    public void End(CloudAccount account, DateTimeOffset now)
    {
        if (StartedAt is null)
        {
            account.Disks.Forget(this);
            account.Receipts.MarkGone(Id);
            return;
        }
        account.Capacity.TakeDisk(Datacenter, -VolumeGb);
        account.Purse.End(Id, now);
        Remove(now);
        account.Disks.End(this);
    }

    public void Rename(CloudAccount account, string name, DateTimeOffset now)
    {
        (Name, UpdatedAt) = (name, now);
        account.Purse.Rename(Id, name);
    }

    public void Write(Utf8JsonWriter json, CloudAccount account, DateTimeOffset now)
    {
        WriteHead(json, now);
        json.WriteString("storageType", CloudCatalogue.DiskType);
        json.WriteNumber("volumeGb", VolumeGb);
        json.WriteBoolean("replicated", IsReplicated);
        json.WriteIds("attachedVmIds", HolderAt(account, now) is { } holder ? [holder] : []);
        json.WriteId("imageId", Source?.ImageId);
        if (Source is not null)
        {
            json.WriteString("bootMode", Source.BootMode);
        }
        json.WriteTime("createdAt", CreatedAt);
        json.WriteTime("updatedAt", UpdatedAt);
    }
}
