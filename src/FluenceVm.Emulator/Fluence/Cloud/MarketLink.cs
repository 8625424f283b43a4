using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Emulator.Fluence.Cloud.Networks;
using FluenceVm.Emulator.Fluence.Cloud.Offers;
using FluenceVm.Emulator.Fluence.Cloud.Vms;

namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// One fleet: the marketplace's VMs are seen in this generation, and this generation's on the marketplace. Each is billed where
/// it was ordered; renaming, ports and the end count for both.
/// </summary>
internal sealed class MarketLink
{
    private const decimal Micro = 1_000_000m;
    private const int HoursPerDay = 24;
    private static readonly OpenPort[] WithoutGroup = [new(22, "tcp")];
    private readonly CloudAccount _account;
    private readonly FluenceAccount _market;
    private readonly Dictionary<string, Vm> _byMarketId = [];

    public MarketLink(CloudAccount account, FluenceAccount market)
    {
        (_account, _market) = (account, market);
        market.Fleet.Changed += OnChanged;
    }

    /// <summary>Whether changes of the marketplace are left alone, while a state is loaded.</summary>
    public bool IsSuspended { get; set; }

    /// <summary>What VMs of the marketplace have cost that are gone.</summary>
    public MeterHistory Ended { get; } = new();

    /// <summary>What the marketplace's VMs cost, in USD per hour.</summary>
    public decimal RatePerHour =>
        OfMarket.Select(Market).Where(vm => vm.IsBilled).Sum(vm => vm.Price) / Micro / HoursPerDay;

    /// <summary>What every VM of the marketplace has cost.</summary>
    public IEnumerable<Meter> Meters => Ended.All.Concat(OfMarket.Select(MeterOf));

    private IEnumerable<Vm> OfMarket => _byMarketId.Values.Where(vm => vm.IsOfMarket);

    /// <summary>Shows a VM that was just provisioned on the marketplace.</summary>
    public void Show(Vm vm, DateTimeOffset now)
    {
        var number = _market.Fleet.NextNumber++;
        var offer = CloudCatalogue.OfferOf(vm.Datacenter, vm.Configuration);
        var shown = new EmulatedVm
        {
            Number = number,
            Id = VmIds.Of(_market.Seed, number),
            Name = vm.Name,
            HostName = vm.Name,
            IsOfCloud = true,
            Offer = offer,
            OsImage = _account.Disks.Find(vm.BootDiskId)!.Source!.Url,
            SshKeys = [.. _account.SshKeys.All.Where(key => vm.SshKeyIds.Contains(CloudIds.OfKey(key))).Select(key => key.Name)],
            Ports = PortsOf(vm),
            CreatedAt = now,
            ActiveAt = now + CloudGuesses.Launch,
            PublicIp = _account.Addresses.Find(vm.AddressIds.Cast<Guid?>().FirstOrDefault())?.Text ?? string.Empty,
            Price = (long)(CloudPrices.Vm(vm.Datacenter, vm.Configuration)!.Value * HoursPerDay * Micro),
        };
        shown.Enter(VmState.New, now);
        vm.MarketId = shown.Id;
        _byMarketId[shown.Id] = vm;
        _market.Fleet.Add(shown);
    }

    /// <summary>Tells the marketplace that a VM ends.</summary>
    public void End(Vm vm, DateTimeOffset now)
    {
        if (vm.MarketId is not null)
        {
            _market.Fleet.Delete(Market(vm), now);
        }
    }

    /// <summary>Tells the marketplace that a VM couldn't be launched.</summary>
    public void Fail(Vm vm, DateTimeOffset at)
    {
        if (vm.MarketId is not null)
        {
            Market(vm).Enter(VmState.Terminated, at);
        }
    }

    /// <summary>Tells the marketplace a VM's name, and which ports are open.</summary>
    public void Update(Vm vm)
    {
        if (vm.MarketId is not null && vm.TerminatedAt is null)
        {
            Market(vm).Name = vm.Name;
            Market(vm).Ports = PortsOf(vm);
        }
    }

    /// <summary>Finds the VMs again that a state was loaded for, and adopts those that it didn't know.</summary>
    public void Resume(DateTimeOffset now)
    {
        IsSuspended = false;
        foreach (var vm in _account.Vms.All.Where(each => each.MarketId is not null && _market.Fleet.Find(each.MarketId) is not null))
        {
            _byMarketId[vm.MarketId!] = vm;
        }
        foreach (var vm in _market.Fleet.All.ToList())
        {
            OnChanged(vm, now);
        }
    }

    private EmulatedVm Market(Vm vm) => _market.Fleet.Find(vm.MarketId!)!;

    private void OnChanged(EmulatedVm changed, DateTimeOffset at)
    {
        if (IsSuspended)
        {
            return;
        }
        if (!_byMarketId.TryGetValue(changed.Id, out var vm))
        {
            vm = _byMarketId[changed.Id] = MarketAdoption.Adopt(_account, changed);
        }
        vm.Name = changed.Name;
        _account.Purse.Rename(vm.Id, vm.Name);
        if (vm.IsOfMarket && changed.State == VmState.Terminated && !vm.HasFailed)
        {
            (vm.HasFailed, vm.FailsAt) = (true, at);
        }
        if (!changed.MarkedForDeletion)
        {
            if (!changed.Ports.SequenceEqual(PortsOf(vm)))
            {
                MarketAdoption.SetPorts(_account, vm, changed.Ports, at);
            }
        }
        else if (vm.TerminatedAt is null)
        {
            EndWithMarket(vm, changed, at);
        }
    }

    private void EndWithMarket(Vm vm, EmulatedVm ended, DateTimeOffset at)
    {
        if (vm.IsOfMarket)
        {
            Ended.Add(MeterOf(vm));
            MarketAdoption.End(_account, vm, ended.RemoveAt!.Value);
        }
        else
        {
            Termination.Begin(_account, vm, at);
        }
        _byMarketId.Remove(ended.Id);
    }

    /// <summary>The ports that a VM's security group lets everybody in to.</summary>
    private OpenPort[] PortsOf(Vm vm)
    {
        var group = _account.Groups.Find(vm.Interfaces.Find(nic => !nic.IsPublic)?.SecurityGroupId);
        return group?.Ingress is { } rules ? [.. PortRules.PortsOf(rules)] : WithoutGroup;
    }

    /// <summary>The epochs that were charged for a VM: the first at its order, each further one a day later.</summary>
    private Meter MeterOf(Vm vm)
    {
        var market = Market(vm);
        var first = Purse.Second(market.CreatedAt);
        var day = (long)VmTimes.Epoch.TotalSeconds;
        return new Meter
        {
            ResourceId = vm.Id,
            Type = "VM",
            Name = vm.Name,
            ClusterId = vm.ClusterId,
            Configuration = vm.Configuration.Slug,
            Spans =
            [
                .. Enumerable.Range(0, (int)(market.Price == 0 ? 0 : market.Spent / market.Price)).Select(epoch => new MeterSpan
                {
                    From = first + (epoch * day),
                    To = first + ((epoch + 1) * day),
                    Prepaid = market.Price / Micro,
                    Quantity = 1,
                }),
            ],
        };
    }
}
