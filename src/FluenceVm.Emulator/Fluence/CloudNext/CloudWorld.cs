using FluenceVm.Emulator.Fluence.CloudNext.Accounts;
using FluenceVm.Emulator.Fluence.CloudNext.Networks;
using FluenceVm.Emulator.Fluence.CloudNext.Offers;
using FluenceVm.Emulator.Fluence.CloudNext.Vms;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Fluence.CloudNext;

/// <summary>The whole of generation <c>Cloud</c>: its accounts, and what they share.</summary>
internal sealed class CloudWorld
{
    /// <summary>The addresses of this generation begin here, apart from those of the marketplace's VMs.</summary>
    public const long OwnAddresses = 65_536;

    private const int KeyYears = 10;
    private readonly List<CloudAccount> _accounts = [];
    private readonly EventQueue<Vm> _events = new();

    /// <param name="market">The account of the marketplace, which is this generation's first.</param>
    /// <param name="apiKey">Its key.</param>
    /// <param name="now">When it begins.</param>
    public CloudWorld(FluenceAccount market, string apiKey, DateTimeOffset now)
    {
        Seed = market.Seed;
        Capacity = new Capacity(market.Stock);
        var first = new CloudAccount(this, Guid.NewGuid(), market.Ledger, market.SshKeys);
        Open(first, now);
        AddKey(first, "default", Scopes.All, now, now.AddYears(KeyYears), apiKey);
    }

    public int Seed { get; }

    public Capacity Capacity { get; }

    public IReadOnlyList<CloudAccount> Accounts => _accounts;

    /// <summary>The account that all generations share.</summary>
    public CloudAccount Default => _accounts[0];

    /// <summary>The number that the next thing gets; no number comes twice.</summary>
    public long NextNumber { get; set; } = 1;

    public long TakeNumber() => NextNumber++;

    /// <summary>Adds an account of its own, with a key that may do everything.</summary>
    public CloudAccount AddAccount(decimal balance, DateTimeOffset now)
    {
        var ledger = new Ledger();
        ledger.PayIn(Usdc.FromDecimal(balance));
        var account = new CloudAccount(this, Guid.NewGuid(), ledger, new SshKeys());
        Open(account, now);
        MakeKey(account, "default", Scopes.All, now, now.AddYears(KeyYears));
        return account;
    }

    /// <summary>Gives an account another key.</summary>
    public ApiKey MakeKey(CloudAccount account, string name, IReadOnlyList<string> scopes, DateTimeOffset now, DateTimeOffset? expiresAt = null) =>
        AddKey(account, name, scopes, now, expiresAt ?? now.AddYears(KeyYears), $"emulator-key-not-a-secret-{TakeNumber()}");

    /// <summary>Whose key it is; null if it is nobody's, or has expired. No reading changes anything, so this doesn't either.</summary>
    public (CloudAccount Account, ApiKey Key)? Authenticate(string value, DateTimeOffset now)
    {
        foreach (var account in _accounts)
        {
            if (account.ApiKeys.Find(each => each.Value == value && each.ExpiresAt > now) is { } key)
            {
                return (account, key);
            }
        }
        return null;
    }

    public void Started(CloudAccount account, Vm vm)
    {
        Capacity.Stock.Take(CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration), 0);
        _events.Schedule(vm);
    }

    public void Ended(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        Capacity.Stock.GiveBack(CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration), 0);
        _events.Remove(vm);
    }

    /// <summary>Lets everything happen that is due by then.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_events.TryTake(now, out var at, out var vm))
        {
            Termination.Fail(_accounts.Find(account => account.Vms.Find(vm.Id) is not null)!, vm, at);
        }
        foreach (var account in _accounts)
        {
            account.Purse.AdvanceTo(now);
        }
    }

    private void Open(CloudAccount account, DateTimeOffset now)
    {
        account.Profile.UpdatedAt = now;
        _accounts.Add(account);
        DefaultNetworks.MakeAll(account, now);
    }

    private static ApiKey AddKey(CloudAccount account, string name, IReadOnlyList<string> scopes, DateTimeOffset now, DateTimeOffset end, string value)
    {
        var key = new ApiKey
        {
            Id = CloudIds.Of(CloudKind.ApiKey, account.World.Seed, account.World.TakeNumber()),
            Value = value,
            Name = name,
            Scopes = scopes,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = end,
        };
        account.ApiKeys.Add(key);
        return key;
    }
}
