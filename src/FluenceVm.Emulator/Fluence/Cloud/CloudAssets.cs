using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>The account's disks and addresses of generation <c>Cloud</c>, and their billing.</summary>
internal sealed class CloudAssets(Ledger ledger)
{
    private readonly Roster<CloudAsset> _roster = new();
    private readonly EventQueue<CloudAsset> _events = new();

    public Roster<CloudAsset> Roster => _roster;

    /// <summary>The number that the next one gets; no number comes twice.</summary>
    public long NextNumber { get; set; } = 1;

    /// <summary>When something happens next; null where nothing will.</summary>
    public DateTimeOffset? NextAt => _events.NextAt;

    public CloudDisk? Disk(long number) => _roster.Find(number) as CloudDisk;

    public CloudAddress? Address(long number) => _roster.Find(number) as CloudAddress;

    /// <summary>How much disk space a datacenter has left.</summary>
    public long RoomForDisks(Datacenter datacenter) =>
        CloudCatalogue.DiskCapacity - _roster.Living.OfType<CloudDisk>().Where(disk => disk.Datacenter == datacenter).Sum(disk => disk.VolumeGb);

    /// <summary>How many addresses a datacenter has left.</summary>
    public int RoomForAddresses(Datacenter datacenter) =>
        CloudCatalogue.AddressCapacity - _roster.Living.OfType<CloudAddress>().Count(address => address.Datacenter == datacenter);

    /// <summary>Charges the first hour of a new one and keeps it; the caller has seen that the balance covers it.</summary>
    public void Start(CloudAsset asset)
    {
        Charge(asset, asset.CreatedAt);
        Add(asset);
    }

    /// <summary>Keeps one whose money has been moved already.</summary>
    public void Add(CloudAsset asset)
    {
        _roster.Add(asset);
        _events.Schedule(asset);
    }

    public void Remove(CloudAsset asset, DateTimeOffset now)
    {
        asset.Remove(now);
        _events.Schedule(asset);
    }

    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_events.TryTake(now, out var at, out var asset))
        {
            if (asset.RemoveAt is not null)
            {
                _roster.End(asset);
            }
            else
            {
                Charge(asset, at);
                _events.Schedule(asset);
            }
        }
    }

    /// <summary>An hour that the balance doesn't cover is let go: nothing is lost for it, and no debt comes of it.</summary>
    private void Charge(CloudAsset asset, DateTimeOffset at)
    {
        asset.NextChargeAt = at + VmTimes.Hour;
        var price = asset.PricePerHour;
        if (ledger.TryPay(price))
        {
            asset.Spent += price;
            asset.PaidAt = at;
        }
    }
}
