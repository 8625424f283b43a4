using FluenceVm.Emulator.Fluence.CloudNext.Addresses;
using FluenceVm.Emulator.Fluence.CloudNext.Costs;
using FluenceVm.Emulator.Fluence.CloudNext.Disks;
using FluenceVm.Emulator.Fluence.CloudNext.Networks;
using FluenceVm.Emulator.Fluence.CloudNext.Vms;

namespace FluenceVm.Emulator.Fluence.CloudNext.Accounts;

/// <summary>A customer of the service, and all that is theirs.</summary>
internal sealed class CloudAccount(CloudWorld world, Guid id, Ledger ledger, SshKeys keys)
{
    public CloudWorld World => world;

    public Guid Id { get; set; } = id;

    /// <summary>An address that nobody has.</summary>
    public string Email => $"{Id:N}@example.invalid";

    public Profile Profile { get; set; } = new();

    public List<ApiKey> ApiKeys { get; } = [];

    public SshKeys SshKeys => keys;

    public Ledger Ledger => ledger;

    public Purse Purse { get; } = new(ledger);

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

    /// <summary>Makes something new of the account's.</summary>
    public T Made<T>(T row, CloudKind kind, string name, Datacenter place, DateTimeOffset now)
        where T : Row
    {
        row.Number = world.TakeNumber();
        row.Id = CloudIds.Of(kind, world.Seed, row.Number);
        (row.Name, row.Place, row.CreatedAt, row.UpdatedAt) = (name, place.Number, now, now);
        return row;
    }
}
