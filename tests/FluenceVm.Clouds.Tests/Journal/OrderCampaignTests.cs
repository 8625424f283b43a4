using System.Globalization;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Emulator.Fluence.Market;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Journal;

/// <summary>
/// Orders under every fault that there is. Each order asks for an image of its own, so that the emulator's list tells which
/// order a VM truly came of. <c>FLUENCEVM_SOAK</c> sets the number of orders, <c>FLUENCEVM_SEED</c> the seed.
/// </summary>
public sealed class OrderCampaignTests(ITestOutputHelper output)
{
    private const int OrdersAtOnce = 100;

    [Fact]
    public async Task No_fault_makes_a_double_order_or_hides_a_vm()
    {
        var count = Setting("FLUENCEVM_SOAK", 400);
        var seed = Setting("FLUENCEVM_SEED", 20260115);
        output.WriteLine($"{count} orders, seed {seed}");
        var tally = new Dictionary<string, int>();
        for (var start = 0; start < count; start += OrdersAtOnce)
        {
            using var round = new Round(new Random(seed + start), $"seed {seed}, orders {start} to {start + OrdersAtOnce - 1}");
            await round.RunAsync(Math.Min(OrdersAtOnce, count - start));
            await round.VerifyAsync(tally);
        }
        output.WriteLine(string.Join(", ", tally.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.All(["Created", "NotCreated", "VMs"], what => Assert.True(tally.GetValueOrDefault(what) > count / 10, $"Too few {what} to prove anything: {tally.GetValueOrDefault(what)}."));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    /// <summary>Some orders at one account.</summary>
    private sealed class Round : IDisposable
    {
        private static readonly EmulatorFaultKind[] Kinds = Enum.GetValues<EmulatorFaultKind>();
        private static readonly int[] Statuses = [400, 422, 500, 502, 503, 504];
        private static readonly OrderFate[] Fates = Enum.GetValues<OrderFate>();
        private readonly Random _random;
        private readonly string _name;
        private readonly OrderFaults _faults = new();
        private readonly EmulatedAccount _account;
        private readonly Dictionary<string, VmOrder> _orders = [];

        public Round(Random random, string name)
        {
            _random = random;
            _name = name;
            _account = new EmulatedAccount(_faults.Around);
            _faults.Time = _account.Time;
        }

        public void Dispose()
        {
            _account.Dispose();
            _faults.Dispose();
        }

        public async Task RunAsync(int count)
        {
            while (_orders.Count < count)
            {
                var key = NewOrder();
                if (_random.Next(8) == 0)
                {
                    var rival = NewOrder(_orders[key].Name);
                    PlantAnything();
                    await Task.WhenAll(PlaceAsync(key), PlaceAsync(rival));
                    continue;
                }
                PlantAnything();
                await PlaceAsync(key);
                while (_random.Next(3) == 0)
                {
                    PlantAnything();
                    await (_random.Next(2) == 0 ? PlaceAsync(key) : ResolveAsync(key));
                }
                if (_random.Next(5) == 0)
                {
                    _account.Time.Advance(TimeSpan.FromMinutes(_random.Next(40)));
                }
            }
        }

        public async Task VerifyAsync(Dictionary<string, int> tally)
        {
            _account.Emulator.ClearFaults();
            _account.Time.Advance(TimeSpan.FromHours(1));
            await _account.VmsAsync();
            foreach (var key in _orders.Keys)
            {
                await ResolveAsync(key);
            }
            var vms = await _account.VmsAsync();
            var journal = _account.Journal.List().ToDictionary(order => order.Key);
            foreach (var (key, order) in _orders)
            {
                var truth = vms.Where(vm => vm.OsImage == order.OsImage).Select(vm => vm.Id).Order().ToArray();
                var written = journal.GetValueOrDefault(key);
                var told = $"{_name}: '{key}' ({order.Count} x '{order.Name}') is {written?.State.ToString() ?? "not written down"} with {string.Join(", ", written?.VmIds ?? [])}; true are {string.Join(", ", truth)}. {written?.Message}";
                Assert.True(truth.Length <= order.Count, "Ordered twice. " + told);
                Assert.True(
                    written?.State switch
                    {
                        OrderState.Created => truth.SequenceEqual(written.VmIds.Order()),
                        OrderState.Unknown => truth.All(id => written.Message!.Contains(id, StringComparison.Ordinal)) && _orders.Values.Count(other => other.Name == order.Name) > 1,
                        _ => truth.Length == 0,
                    },
                    "Reported wrongly. " + told);
                Add(tally, written?.State.ToString() ?? "not sent", 1);
            }
            Assert.Equal(vms.Count, vms.Count(vm => _orders.Values.Any(order => order.OsImage == vm.OsImage)));
            Add(tally, "VMs", vms.Count);
        }

        private static void Add(Dictionary<string, int> tally, string what, int count) => tally[what] = tally.GetValueOrDefault(what) + count;

        private string NewOrder(string? name = null)
        {
            var key = $"order-{_orders.Count}";
            var like = EmulatedAccount.Order(name ?? (_random.Next(3) == 0 ? $"shared-{_random.Next(4)}" : key), _random.Next(1, 4));
            _orders.Add(key, new VmOrder
            {
                Name = like.Name,
                Count = like.Count,
                OsImage = $"https://images.example/{key}.img",
                SshKeys = like.SshKeys,
                Constraints = like.Constraints,
            });
            return key;
        }

        private void PlantAnything()
        {
            _account.Emulator.ClearFaults();
            _faults.Next = OrderFate.Arrives;
            switch (_random.Next(4))
            {
                case 0:
                    Plant("CreateVm");
                    break;
                case 1:
                    _faults.Next = Fates[_random.Next(Fates.Length)];
                    _faults.Lateness = TimeSpan.FromMinutes(_random.Next(12));
                    break;
                case 2:
                    Plant(_random.Next(2) == 0 ? "*" : "CreateVm");
                    Plant("ListVms");
                    break;
            }
        }

        private void Plant(string operation) => _account.Emulator.SetFault(new EmulatorFault
        {
            Operation = operation,
            Kind = Kinds[_random.Next(Kinds.Length)],
            Count = _random.Next(1, 12),
            Probability = _random.Next(1, 5) / 4.0,
            StatusCode = Statuses[_random.Next(Statuses.Length)],
            // Two of them may meet, and the clock skips up to 90 seconds; what takes longer than a timeout is one of the fates.
            Delay = TimeSpan.FromSeconds(_random.Next(1, 45)),
            Seed = _random.Next(),
        });

        private async Task PlaceAsync(string key)
        {
            // A process that dies leaves its journal's file behind, and its lock is gone: so it writes into a folder of its own.
            var dying = _faults.Next is OrderFate.DiesBefore or OrderFate.DiesAfter && _account.Journal.Find(key) is null;
            if (!dying)
            {
                _faults.Next = _faults.Next is OrderFate.DiesBefore or OrderFate.DiesAfter ? OrderFate.TimesOut : _faults.Next;
                await TryAsync(() => _account.Orders.PlaceAsync(_orders[key], key, CancellationToken.None));
                return;
            }
            var journal = new OrderJournal(Path.Combine(_account.Journal.Folder, "dead", key));
            var death = _faults.Death;
            var placing = TryAsync(() => _account.OrdersWith(journal).PlaceAsync(_orders[key], key, CancellationToken.None));
            await Task.WhenAny(death, placing);
            foreach (var file in Directory.GetFiles(journal.Folder, "*.json"))
            {
                File.Copy(file, Path.Combine(_account.Journal.Folder, Path.GetFileName(file)));
            }
        }

        private async Task ResolveAsync(string key)
        {
            if (_account.Journal.Find(key) is not null)
            {
                await TryAsync(() => _account.Orders.ResolveAsync(key, CancellationToken.None));
            }
        }

        private static async Task TryAsync(Func<Task<Order>> action)
        {
            try
            {
                await action();
            }
            catch (Exception exception) when (exception is OrderUnknownException or FluenceApiException or CloudConnectionException or TimeoutException or InvalidResponseException)
            {
                // A runbook sees these and goes on; what counts is what the journal says in the end.
            }
        }
    }
}
