namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>A disk (schema <c>UserStorageDto</c>).</summary>
internal sealed class CloudDisk : CloudAsset
{
    private static readonly TimeSpan Resizing = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<string> Statuses { get; } = [.. CommonStatuses, "updating"];

    /// <summary>Its type, in the words of responses: <c>NVME</c> for all that can be created.</summary>
    public string Type { get; init; } = CloudCatalogue.DiskType;

    public long VolumeGb { get; private set; }

    public bool IsReplicated { get; init; }

    /// <summary>The image that it was made from; null for a data disk.</summary>
    public string? OsImage { get; init; }

    /// <summary>When it was made bigger last.</summary>
    public DateTimeOffset? ResizedAt { get; private set; }

    public override long PricePerHour => VolumeGb * CloudCatalogue.DiskPrice(IsReplicated);

    public override Guid IdOf(int seed) => CloudIds.Of(IsIncluded ? CloudKind.IncludedDisk : CloudKind.Disk, seed, Number);

    /// <summary>The disk that comes with a VM of another generation.</summary>
    public static CloudDisk IncludedIn(EmulatedVm vm) => new CloudDisk
    {
        IsIncluded = true,
        Number = vm.Number,
        Name = vm.Name,
        Datacenter = vm.Offer.Datacenter,
        CreatedAt = vm.CreatedAt,
        Type = vm.Offer.Datacenter.Storage.Type.ToUpperInvariant(),
        OsImage = vm.OsImage,
        Vm = vm,
    }.WithVolume(vm.StorageGiB);

    public CloudDisk WithVolume(long volumeGb, DateTimeOffset? resizedAt = null)
    {
        VolumeGb = volumeGb;
        ResizedAt = resizedAt;
        return this;
    }

    public override string StatusAt(DateTimeOffset now)
    {
        var status = base.StatusAt(now);
        return status == Ready && now < ResizedAt + Resizing ? "updating" : status;
    }
}
