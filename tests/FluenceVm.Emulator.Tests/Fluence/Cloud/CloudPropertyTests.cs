using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Fluence.Cloud.Accounts;
using FluenceVm.Emulator.Fluence.Cloud.Costs;
using FluenceVm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Whatever is ordered, removed, paid and waited for: money, room and links add up, and no state comes out of order.</summary>
public sealed class CloudPropertyTests
{
    private static readonly Dictionary<string, string[]> VmNext = new()
    {
        ["draft"] = ["new"],
        ["new"] = ["launching", "terminating"],
        ["launching"] = ["launched", "failed", "terminating"],
        ["launched"] = ["restarting", "updating", "terminating"],
        ["restarting"] = ["launched", "terminating"],
        ["updating"] = ["launched", "terminating"],
        ["failed"] = ["terminating"],
        ["terminating"] = ["terminated"],
        ["terminated"] = [],
    };

    [Fact]
    public void Money_is_what_the_meters_say_however_it_is_cut()
    {
        Run(80, (emulator, account, _) =>
        {
            var (from, to) = (long.MinValue / 2, Purse.Second(emulator.Now));
            var paid = account.Purse.Deposited - account.Purse.Balance;
            Assert.Equal(paid, Naive(account, to));
            Assert.Equal(account.Purse.Rate, account.Purse.Meters.Sum(meter => meter.Running?.Price ?? 0));
            var start = Purse.Second(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
            foreach (var period in new[] { null, "DAY", "MONTH" })
            {
                Assert.Equal(paid, Charges.Of(account.Purse.Meters, period is null ? from : start, to, period).Sum(charge => charge.Cost));
            }
        });
    }

    [Fact]
    public void Room_and_links_add_up()
    {
        Run(80, (emulator, account, _) =>
        {
            var capacity = account.Capacity;
            foreach (var place in Catalogue.Datacenters)
            {
                var disks = account.Disks.All.Where(disk => disk.Datacenter == place && disk.IsBilledByItself).Sum(disk => disk.VolumeGb);
                Assert.Equal(200_000 - disks, capacity.DiskRoom(place));
                var addresses = account.Addresses.All.Count(each => each.Datacenter == place && each.IsBilledByItself);
                Assert.Equal(250 - addresses, capacity.AddressRoom(place));
            }
            foreach (var vm in account.Vms.All.Where(vm => !vm.IsGone(emulator.Now)))
            {
                Assert.Equal(vm.DiskIds.Count(), vm.DiskIds.Distinct().Count());
                Assert.All(vm.DiskIds.Where(_ => !vm.IsDraft), id => Assert.Equal(vm.Id, account.Disks.Find(id)!.VmId));
            }
            var billed = account.Purse.Meters.Where(meter => meter.Running is not null).Select(meter => meter.ResourceId).ToHashSet();
            Assert.Equal(Running(account), billed);
        });
    }

    [Fact]
    public void No_status_comes_out_of_order()
    {
        Run(80, (emulator, account, before) =>
        {
            foreach (var vm in account.Vms.All)
            {
                var status = vm.StatusAt(emulator.Now);
                var path = before.TryGetValue(vm.Id, out var last) ? last : status;
                Assert.True(IsReachable(path, status), $"from {path} to {status}");
                before[vm.Id] = status;
            }
        });
    }

    [Fact]
    public void A_state_that_is_loaded_goes_on_as_the_other_would_have()
    {
        Run(25, (emulator, account, _) =>
        {
            emulator.Step(TimeSpan.Zero);
            var state = emulator.FluenceService.Save();
            var other = new FluenceService(emulator.ApiKey, new FluenceAccount(1), EmulatorGenerations.All, emulator.Now);
            other.Load(System.Text.Json.Nodes.JsonNode.Parse(state.ToJsonString())!);
            var later = emulator.Now.AddDays(5);
            other.AdvanceTo(later);
            emulator.Step(TimeSpan.FromDays(5));
            Assert.Equal(emulator.FluenceService.Save().ToJsonString(), other.Save().ToJsonString());
        });
    }

    private static void Run(int tests, Action<VmEmulator, CloudAccount, Dictionary<Guid, string>> check)
    {
        var property = Prop.ForAll(CloudOperations.Any.ListOf().ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (operations, balance) =>
        {
            var options = new VmEmulatorOptions { TimeProvider = new ManualTime(), Balance = balance, WithFleet = false };
            using var emulator = new VmEmulator(options);
            var seen = new Dictionary<Guid, string>();
            foreach (var operation in operations)
            {
                var status = operation.Run(emulator).GetAwaiter().GetResult();
                Assert.True(status is null or < 500, $"{operation}: {status}");
                check(emulator, emulator.Cloud, seen);
            }
        });

        // A failure's message holds the seed, for Config.WithReplay.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithEndSize(50), property);
    }

    /// <summary>What it costs, counted second by span and nothing else.</summary>
    private static decimal Naive(CloudAccount account, long now) =>
        account.Purse.Meters.SelectMany(meter => meter.Spans).Sum(span => ((span.To ?? now) - span.From) * span.Price);

    /// <summary>What must be billed now: what is there, and neither a draft nor failed.</summary>
    private static HashSet<Guid> Running(CloudAccount account) =>
    [
        .. account.Vms.All.Where(vm => !vm.IsDraft && vm.TerminatedAt is null && !vm.HasFailed).Select(vm => vm.Id),
        .. account.Disks.All.Where(disk => disk.IsBilledByItself).Select(disk => disk.Id),
        .. account.Addresses.All.Where(address => address.IsBilledByItself).Select(address => address.Id),
    ];

    /// <summary>Whether a status can follow another, perhaps by others that nobody saw.</summary>
    private static bool IsReachable(string from, string to)
    {
        var reached = new HashSet<string> { from };
        while (reached.SelectMany(status => VmNext[status]).Except(reached).ToList() is { Count: > 0 } more)
        {
            reached.UnionWith(more);
        }
        return reached.Contains(to);
    }
}
