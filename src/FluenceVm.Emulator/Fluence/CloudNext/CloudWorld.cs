using FluenceVm.Emulator.Fluence.CloudNext.Accounts;
using FluenceVm.Emulator.Fluence.CloudNext.Costs;
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
    private readonly FluenceAccount _market;

    /// <param name="market">The account of the marketplace, which is this generation's first.</param>
    /// <param name="apiKey">Its key.</param>
    /// <param name="now">When it begins.</param>
    public CloudWorld(FluenceAccount market, string apiKey, DateTimeOffset now)
    {
        _market = market;
        Capacity = new Capacity(market.Stock);
        Link = new MarketLink(this, market);
        var first = new CloudAccount(this, Guid.NewGuid(), market.Ledger, market.SshKeys);
        Open(first, now);
        AddKey(first, "default", Scopes.All, now, now.AddYears(KeyYears), apiKey);
    }

    public int Seed => _market.Seed;

    public Capacity Capacity { get; }

    /// <summary>The tie to the marketplace's fleet.</summary>
    public MarketLink Link { get; }

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
        AddKey(account, name, scopes, now, expiresAt ?? now.AddYears(KeyYears), $"emulator-key-not-a-secret-{Seed}-{TakeNumber()}");

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

    /// <summary>Every meter of an account, also those that the marketplace counts.</summary>
    public IEnumerable<Meter> MetersOf(CloudAccount account) => account == Default ? account.Purse.Meters.Concat(Link.Meters) : account.Purse.Meters;

    /// <summary>What the account's VMs of the marketplace cost, in USD an hour.</summary>
    public decimal MarketRate(CloudAccount account) => account == Default ? Link.RatePerHour : 0;

    /// <summary>A VM was provisioned: it takes its place in a datacenter.</summary>
    public void Started(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        _events.Schedule(vm);
        if (account == Default)
        {
            Link.Show(vm, now);
        }
        else
        {
            Capacity.Stock.Take(CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration), 0);
        }
    }

    /// <summary>A VM ends: its place gets free.</summary>
    public void Ended(CloudAccount account, Vm vm, DateTimeOffset now)
    {
        _events.Remove(vm);
        if (vm.MarketId is not null)
        {
            Link.End(vm, now);
        }
        else if (account != Default)
        {
            Capacity.Stock.GiveBack(CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration), 0);
        }
    }

    /// <summary>A VM's name or ports have changed.</summary>
    public void Updated(CloudAccount account, Vm vm)
    {
        account.Purse.Rename(vm.Id, vm.Name);
        if (account == Default)
        {
            Link.Update(vm);
        }
    }

    /// <summary>Takes out what a new world begins with, because a state brings its own.</summary>
    public void Clear() => _accounts.Clear();

    /// <summary>Opens an account again that a state tells of; the first is the one that all generations share.</summary>
    public CloudAccount Reopen(Guid id, long? paidIn)
    {
        var ledger = new Ledger();
        ledger.PayIn(paidIn ?? 0);
        var account = _accounts.Count == 0
            ? new CloudAccount(this, id, _market.Ledger, _market.SshKeys)
            : new CloudAccount(this, id, ledger, new SshKeys());
        _accounts.Add(account);
        return account;
    }

    /// <summary>Takes up again what a state has left: what is due, and what is taken.</summary>
    public void Resume(DateTimeOffset now)
    {
        foreach (var account in _accounts)
        {
            foreach (var vm in account.Vms.All.Where(vm => !vm.IsDraft && vm.TerminatedAt is null))
            {
                _events.Schedule(vm);
                if (account != Default)
                {
                    Capacity.Stock.Take(CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration), 0);
                }
            }
            foreach (var disk in account.Disks.All.Where(disk => disk.IsLiving && disk.StartedAt is not null && !disk.IsIncluded))
            {
                Capacity.TakeDisk(disk.Datacenter, disk.VolumeGb);
            }
            foreach (var address in account.Addresses.All.Where(address => address.IsLiving && address.StartedAt is not null && !address.IsIncluded))
            {
                Capacity.TakeAddress(address.Datacenter, 1);
            }
        }
        Link.Resume(now);
    }

    /// <summary>When something happens next; null if nothing will.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            var debt = _accounts.Select(account => account.Debt.NextAt).Where(second => second is not null).DefaultIfEmpty().Min();
            DateTimeOffset? due = debt is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null;
            return due is null || _events.NextAt < due ? _events.NextAt : due;
        }
    }

    /// <summary>Lets everything happen that is due by then, in order.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (NextAt is { } next && next <= now)
        {
            _accounts.ForEach(account => account.Purse.AdvanceTo(next));
            FailVms(next);
            foreach (var account in _accounts.Where(account => account.Debt.NextAt <= Purse.Second(next)))
            {
                Debts.Enforce(account, account.Debt.Advance(Purse.Second(next)), next);
            }
        }
        _accounts.ForEach(account => account.Purse.AdvanceTo(now));
    }

    private void FailVms(DateTimeOffset now)
    {
        while (_events.TryTake(now, out var at, out var vm))
        {
            var account = _accounts.Find(each => each.Vms.Find(vm.Id) is not null)!;
            Termination.Fail(account, vm, at);
            if (vm.MarketId is not null)
            {
                Link.Fail(vm, at);
            }
        }
    }

    private void Open(CloudAccount account, DateTimeOffset now)
    {
        account.Profile.UpdatedAt = now;
        account.Purse.AdvanceTo(now);
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
