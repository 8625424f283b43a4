using FluenceVm.Emulator.Fluence.CloudNext.Addresses;
using FluenceVm.Emulator.Fluence.CloudNext.Costs;
using FluenceVm.Emulator.Fluence.CloudNext.Disks;
using FluenceVm.Emulator.Fluence.CloudNext.Networks;
using FluenceVm.Emulator.Fluence.CloudNext.Vms;

namespace FluenceVm.Emulator.Fluence.CloudNext.Accounts;

/// <summary>A customer of the service, and all that is theirs.</summary>
internal sealed class CloudAccount
{
    private readonly CloudWorld _world;

    public CloudAccount(CloudWorld world, Guid id, Ledger ledger, SshKeys keys)
    {
        (_world, Id, Ledger, SshKeys) = (world, id, ledger, keys);
        Purse = new Purse(ledger);
        Debt = new Debt(Purse);
    }

    public CloudWorld World => _world;

    public Guid Id { get; set; }

    /// <summary>An address that nobody has.</summary>
    public string Email => $"{Id:N}@example.invalid";

    public Profile Profile { get; set; } = new();

    public List<ApiKey> ApiKeys { get; } = [];

    public SshKeys SshKeys { get; }

    public Ledger Ledger { get; }

    public Purse Purse { get; }

    public Debt Debt { get; }

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
        row.Number = _world.TakeNumber();
        row.Id = CloudIds.Of(kind, _world.Seed, row.Number);
        (row.Name, row.Place, row.CreatedAt, row.UpdatedAt) = (name, place.Number, now, now);
        return row;
    }
}
