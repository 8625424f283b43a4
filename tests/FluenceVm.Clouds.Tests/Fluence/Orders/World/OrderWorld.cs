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
    private static readonly string[] Images = ["https://images.example/ubuntu.img", "https://images.example/debian.img"];
    private static readonly string[] Sizes = ["cpu-2-ram-4gb-storage-25gb", "cpu-4-ram-8gb-storage-25gb"];
    private readonly string _home = Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N"));
    private readonly ManualTimeProvider _time = new(TimeSpan.FromSeconds(90));
    private readonly VmEmulator _emulator;
    private readonly OrderParty[] _parties;
    private int _renamed;

    public OrderWorld()
    {
        _emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = _time, WithFleet = false, Balance = 1_000_000m, Accounts = 2 });
        _parties = [new OrderParty(_emulator, 0, _home, _time), new OrderParty(_emulator, 1, _home, _time)];
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
        party.Faults.Next = move.Fate;
        party.Faults.GatewayStatus = move.Status;
        party.Faults.Lateness = TimeSpan.FromSeconds(move.Minutes * 20);
        await RunAsync(party, move);
        party.Faults.Next = OrderFate.Arrives;
        Assert.Equal(others, Snapshot(_parties[1 - move.Party]));
    }

    /// <summary>Settles everything that can be settled, and holds the journal against the truth.</summary>
    public async Task VerifyAsync(OrderTally tally)
    {
        _emulator.ClearFaults();
        _time.Advance(TimeSpan.FromHours(1));
        foreach (var party in _parties)
        {
            await party.ListAsync();
            // What one order is given no longer stands in another's way.
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var key in party.Orders.Keys)
                {
                    await party.ResolveAsync(key);
                }
            }
            await VerifyAsync(party, tally);
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
                await RenameAsync(party, vm => !IsSettled(party, vm), move.Pick, $"renamed-{_renamed++}");
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
    private static string Key(OrderParty party, OrderMove move) =>
        party.Orders.Count == 0 || move.Pick % 4 != 0 ? NewOrder(party, move) : Old(party, move.Pick);

    private static string Old(OrderParty party, int pick) => party.Orders.Keys.ElementAt(pick % party.Orders.Count);

    // Both accounts use the same keys.
    private static string NewOrder(OrderParty party, OrderMove move)
    {
        var key = $"order-{party.Orders.Count}";
        party.Orders.Add(key, EmulatedAccount.Order() with
        {
            Name = move.SharesName ? $"shared-{move.Pick % 3}" : key,
            Count = move.Count,
            Image = Images[move.Pick % Images.Length],
            OpenPorts = [new VmPort(FirstPort + party.Orders.Count, "tcp")],
            Constraints = new VmConstraints { Configuration = Sizes[move.Pick / 3 % Sizes.Length] },
        });
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
            await party.Client.RemoveVmsAsync(new VmRemoval { Ids = [id] }, outcome => Assert.Null(outcome.Error), CancellationToken.None);
            _emulator.Step(TimeSpan.FromMinutes(1));
        }
    }

    private static bool IsSettled(OrderParty party, Vm vm) =>
        party.Journal.All().Any(operation => OrderSteps.VmIds(operation).Contains(vm.Id));

    private static string[] Snapshot(OrderParty party) =>
        [.. party.Journal
            .All()
            .Select(operation => string.Create(CultureInfo.InvariantCulture, $"{operation.Id} {operation.ChangedAt:O}"))];

    private static async Task VerifyAsync(OrderParty party, OrderTally tally)
    {
        var vms = await party.ListAsync();
        var operations = party.Journal.All().ToDictionary(operation => operation.Key);
        var owned = operations.Values.SelectMany(OrderSteps.VmIds).ToArray();
        Assert.Equal(owned.Distinct(), owned);
        Assert.All(operations.Keys, key => Assert.Contains(key, party.Orders.Keys));
        foreach (var (key, order) in party.Orders)
        {
            var truth = vms.Where(vm => CameOf(order, vm)).Select(vm => vm.Id).Order().ToArray();
            var told = operations.TryGetValue(key, out var operation) ? OrderSteps.ToOrder(operation) : null;
            Verify(order, told, truth, party.Removed);
            tally.Add(told, truth.Length);
        }
        Assert.All(vms, vm => Assert.Contains(party.Orders.Values, order => CameOf(order, vm)));
    }

    private static bool CameOf(VmOrder order, Vm vm) => vm.Ports!.Contains(order.OpenPorts[0]);

    private static void Verify(VmOrder order, Order? told, string[] truth, HashSet<string> removed)
    {
        var about = $"{told?.Key} ({order.Count} x {order.Name}) is {told?.State} with {string.Join(", ", told?.VmIds ?? [])};"
            + $" true are {string.Join(", ", truth)}. {told?.Message}";
        Assert.True(truth.Length <= order.Count, "Ordered twice. " + about);
        var isTrue = told?.State switch
        {
            OrderState.Created => truth.SequenceEqual(told.VmIds.Where(id => !removed.Contains(id)).Order()),
            OrderState.Unknown => truth.All(id => told.Message!.Contains(id, StringComparison.Ordinal)),
            _ => truth.Length == 0,
        };
        Assert.True(isTrue, "Told wrongly. " + about);
    }
}
