using System.Globalization;
using FluenceVm.Clouds.Fluence.Orders;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>
/// Two accounts that order at one service and share one machine's journal, and everybody who gets in their way. Each order opens
/// a port of its own, which nothing in the module looks at, so that the list tells which order a VM truly came of.
/// </summary>
internal sealed class OrderWorld : IDisposable
{
    private const int FirstPort = 20_000;
    private readonly OrderGround _ground;
    private readonly string _home = Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N"));
    private readonly ManualTimeProvider _time = new(TimeSpan.FromSeconds(90));
    private readonly VmEmulator _emulator;
    private readonly OrderParty[] _parties;
    private int _renamed;

    private OrderWorld(OrderGround ground)
    {
        _ground = ground;
        _emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = _time, WithFleet = false, Balance = 1_000_000m, Accounts = 2 });
        _emulator.SetCapacity(10);
        _parties = [new OrderParty(_emulator, 0, ground, _home, _time), new OrderParty(_emulator, 1, ground, _home, _time)];
    }

    /// <summary>A world in which each account has two VMs already.</summary>
    public static async Task<OrderWorld> BeginAsync(OrderGround ground)
    {
        var world = new OrderWorld(ground);
        foreach (var party in world._parties)
        {
            await party.PlaceElsewhereAsync(ground.Order("before", 2, FirstPort - 1, 0));
        }
        return world;
    }

    /// <summary>How many orders there were.</summary>
    public int Count => _parties.Sum(party => party.Orders.Count);

    public void Dispose()
    {
        Array.ForEach(_parties, party => party.Dispose());
        _emulator.Dispose();
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    public async Task RunAsync(OrderMove move)
    {
        var party = _parties[move.Party];
        var others = Snapshot(_parties[1 - move.Party]);
        _emulator.ClearFaults();
        if (move.Fault is { } fault)
        {
            _emulator.SetFault(fault);
        }
        // Only what orders meets its fate; a removal is a POST in generation Cloud too.
        var orders = move.Kind is OrderMoveKind.Place or OrderMoveKind.PlaceTwice or OrderMoveKind.PlaceRival;
        party.Faults.Next = orders ? move.Fate : OrderFate.Arrives;
        party.Faults.GatewayStatus = move.Status;
        party.Faults.Lateness = TimeSpan.FromSeconds(move.Minutes * 20);
        party.Faults.Skip = _ground == OrderGround.Cloud ? move.Pick % 3 : 0;
        await RunAsync(party, move);
        party.Faults.Next = OrderFate.Arrives;
        _emulator.ClearFaults();
        await new OrderVerdict(_ground, party).CheckToldAsync();
        Assert.Equal(others, Snapshot(_parties[1 - move.Party]));
    }

    /// <summary>Settles everything that can be settled, and holds the journal against the truth.</summary>
    public async Task VerifyAsync(OrderTally tally)
    {
        _emulator.ClearFaults();
        _time.Advance(TimeSpan.FromHours(1));
        foreach (var party in _parties)
        {
            var verdict = new OrderVerdict(_ground, party);
            await verdict.CheckOwnersAsync();
            await SettleAsync(party);
            await verdict.CheckOrdersAsync(tally);
            if (_ground == OrderGround.Cloud)
            {
                _time.Advance(TimeSpan.FromDays(2));
                await verdict.CheckNothingIsLeftAsync();
            }
        }
    }

    private async Task SettleAsync(OrderParty party)
    {
        // What one order is given no longer stands in another's way; a draft may be on its way to be discarded.
        for (var pass = 0; pass < 3; pass++)
        {
            foreach (var key in party.Orders.Keys)
            {
                await party.ResolveAsync(key);
                if (_ground == OrderGround.Cloud && party.Journal.Find(OperationKind.Order, key) is not null)
                {
                    await party.PlaceAsync(key);
                }
            }
        }
    }

    private async Task RunAsync(OrderParty party, OrderMove move)
    {
        switch (move.Kind)
        {
            case OrderMoveKind.Place:
                await PlaceAsync(party, move, Key(party, move));
                break;
            case OrderMoveKind.PlaceTwice:
                var twice = Key(party, move);
                party.Faults.Next = Surviving(move.Fate);
                await Task.WhenAll(party.PlaceAsync(twice), party.PlaceAsync(twice));
                break;
            case OrderMoveKind.PlaceRival:
                var (one, other) = (NewOrder(party, move), NewOrder(party, move with { SharesName = true }));
                party.Orders[other] = party.Orders[other] with { Name = party.Orders[one].Name };
                party.Faults.Next = Surviving(move.Fate);
                await Task.WhenAll(party.PlaceAsync(one), party.PlaceAsync(other));
                break;
            case OrderMoveKind.Resolve when party.Orders.Count > 0:
                await party.ResolveAsync(Old(party, move.Pick));
                break;
            case OrderMoveKind.RenameNew:
                await RenameAsync(party, vm => !IsSettled(party, vm) && !party.Before.Contains(vm.Id), move.Pick, $"renamed-{_renamed++}");
                break;
            case OrderMoveKind.RenameOld when party.Orders.Count > 0:
                await RenameAsync(party, vm => IsSettled(party, vm), move.Pick, party.Orders[Old(party, move.Pick / 7)].Name);
                break;
            case OrderMoveKind.Remove:
                await RemoveAsync(party, move.Pick);
                break;
            case OrderMoveKind.Wait:
                _time.Advance(TimeSpan.FromMinutes(move.Minutes));
                break;
        }
    }

    private static async Task PlaceAsync(OrderParty party, OrderMove move, string key)
    {
        var dies = move.Fate is OrderFate.DiesBefore or OrderFate.DiesAfter;
        if (dies && party.Journal.Find(OperationKind.Order, key) is null)
        {
            await party.DieAsync(key);
            return;
        }
        party.Faults.Next = Surviving(move.Fate);
        await party.PlaceAsync(key);
    }

    private static OrderFate Surviving(OrderFate fate) => fate is OrderFate.DiesBefore or OrderFate.DiesAfter ? OrderFate.TimesOut : fate;

    // A new order three times of four, else one that was placed before.
    private string Key(OrderParty party, OrderMove move) =>
        party.Orders.Count == 0 || move.Pick % 4 != 0 ? NewOrder(party, move) : Old(party, move.Pick);

    private static string Old(OrderParty party, int pick) => party.Orders.Keys.ElementAt(pick % party.Orders.Count);

    // Both accounts use the same keys.
    private string NewOrder(OrderParty party, OrderMove move)
    {
        // A dead process sends nothing more, and several VMs of generation Cloud are ordered side by side.
        var count = _ground == OrderGround.Cloud && move.Fate is OrderFate.DiesBefore or OrderFate.DiesAfter ? 1 : move.Count;
        var key = $"order-{party.Orders.Count}";
        var name = move.SharesName ? $"shared-{move.Pick % 3}" : key;
        party.Orders.Add(key, _ground.Order(name, count, FirstPort + party.Orders.Count, move.Pick));
        return key;
    }

    private async Task RenameAsync(OrderParty party, Func<Vm, bool> which, int pick, string name)
    {
        _emulator.ClearFaults();
        if ((await party.ListAsync()).Where(which).ToArray() is { Length: > 0 } found)
        {
            await party.Client.UpdateVmsAsync([new VmUpdate { Id = found[pick % found.Length].Id, Name = name }], CancellationToken.None);
        }
    }

    private async Task RemoveAsync(OrderParty party, int pick)
    {
        _emulator.ClearFaults();
        if ((await party.ListAsync()).Where(vm => IsSettled(party, vm)).ToArray() is { Length: > 0 } found)
        {
            var id = found[pick % found.Length].Id;
            party.Removed.Add(id);
            await party.Client.RemoveVmsAsync(new VmRemoval { Ids = [id] }, Removed, CancellationToken.None);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        // Others know our things by their mark alone; what lacks it stays, and is named.
        void Removed(VmOutcome outcome)
        {
            Assert.Null(outcome.Error);
            party.LeftByOthers.UnionWith(outcome.StillBilled.Select(part => part.Id));
        }
    }

    private static bool IsSettled(OrderParty party, Vm vm) =>
        party.Journal.All().Any(operation => operation.IsDone && OrderSteps.VmIds(operation).Contains(vm.Id));

    private static string[] Snapshot(OrderParty party) =>
        [.. party.Journal
            .All()
            .Select(operation => string.Create(CultureInfo.InvariantCulture, $"{operation.Id} {operation.ChangedAt:O}"))];
}
