using FluenceVm.Emulator.Fluence.Cloud.Addresses;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Disks;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud.Accounts;

/// <summary>A customer of the service in generation <c>Cloud</c>, and all that is theirs.</summary>
internal sealed class CloudAccount
{
    private readonly FluenceAccount _market;

    /// <param name="market">The same customer on the marketplace: money, SSH keys and stock are one.</param>
    /// <param name="apiKey">The first key.</param>
    /// <param name="now">When it begins.</param>
    public CloudAccount(FluenceAccount market, string apiKey, DateTimeOffset now)
    {
        _market = market;
        Purse = new Purse(market.Ledger);
        Debt = new Debt(Purse);
        Capacity = new Capacity(market.Stock);
        ApiKeys = new ApiKeys(() => NewId(CloudKind.ApiKey));
        Life = new VmLife(this);
        Link = new MarketLink(this, market);
        Profile.UpdatedAt = now;
        Purse.AdvanceTo(now);
        DefaultNetworks.MakeAll(this, now);
        ApiKeys.AddFirst(apiKey, now);
    }

    /// <summary>Its id: a new emulator has other accounts, and one that goes on from a state has the same.</summary>
    public Guid Id { get; set; } = Guid.NewGuid();

    /// <summary>An address that nobody has.</summary>
    public string Email => $"{Id:N}@example.invalid";

    /// <summary>Where made-up ids come from.</summary>
    public int Seed => _market.Seed;

    public Profile Profile { get; set; } = new();

    public ApiKeys ApiKeys { get; }

    public SshKeys SshKeys => _market.SshKeys;

    public Ledger Ledger => _market.Ledger;

    public Purse Purse { get; }

    public Debt Debt { get; }

    /// <summary>What there is to be had.</summary>
    public Capacity Capacity { get; }

    /// <summary>What becomes of VMs by themselves.</summary>
    public VmLife Life { get; }

    /// <summary>The tie to the marketplace's fleet.</summary>
    public MarketLink Link { get; }

    public Table<Vm> Vms { get; } = new();

    public Table<Disk> Disks { get; } = new();

    public Table<Address> Addresses { get; } = new();

    public Table<SecurityGroup> Groups { get; } = new();

    public Table<Vpc> Vpcs { get; } = new();

    public Table<Subnet> Subnets { get; } = new();

    public Receipts Receipts { get; } = new();

    public List<TopUp> TopUps { get; } = [];

    /// <summary>The promo codes that it has redeemed, and when.</summary>
    public Dictionary<string, DateTimeOffset> PromoCodes { get; } = [];

    /// <summary>The number that the next thing gets; no number comes twice.</summary>
    public long NextNumber { get; set; } = 1;

    /// <summary>Every meter, also those that the marketplace counts.</summary>
    public IEnumerable<Meter> Meters => Purse.Meters.Concat(Link.Meters);

    /// <summary>What everything costs now, in USD per hour.</summary>
    public decimal RatePerHour => (Purse.Rate * CloudPrices.SecondsPerHour) + Link.RatePerHour;

    /// <summary>Makes something new of the account's.</summary>
    public T Made<T>(T row, CloudKind kind, string name, Datacenter place, DateTimeOffset now)
        where T : Row
    {
        row.Number = NextNumber++;
        row.Id = CloudIds.Of(kind, Seed, row.Number);
        (row.Name, row.Place, row.CreatedAt, row.UpdatedAt) = (name, place.Number, now, now);
        return row;
    }

    /// <summary>An id of something that isn't listed by itself.</summary>
    public Guid NewId(CloudKind kind) => CloudIds.Of(kind, Seed, NextNumber++);

    /// <summary>Takes up again what a state has left: what is due, and what is taken.</summary>
    public void Resume(DateTimeOffset now)
    {
        Life.Resume();
        foreach (var disk in Disks.All.Where(disk => disk.IsBilledByItself))
        {
            Capacity.TakeDisk(disk.Datacenter, disk.VolumeGb);
        }
        foreach (var address in Addresses.All.Where(address => address.IsBilledByItself))
        {
            Capacity.TakeAddress(address.Datacenter, 1);
        }
        Link.Resume(now);
    }
}
