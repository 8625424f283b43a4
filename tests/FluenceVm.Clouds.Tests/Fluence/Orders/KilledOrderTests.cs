using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FluenceVm.Clouds.Fluence;
using FluenceVm.Clouds.Tests.Fluence.Orders.World;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using Xunit.Abstractions;

namespace FluenceVm.Clouds.Tests.Fluence.Orders;

/// <summary>Processes that order and are killed at any of their requests (SIGKILL), and others that go on with their orders.</summary>
public sealed class KilledOrderTests(ITestOutputHelper output)
{
    private const int MostProcesses = 12;

    [Theory]
    [InlineData(FluenceApiVersion.MarketV3)]
    [InlineData(FluenceApiVersion.Cloud)]
    public Task A_few_kills(FluenceApiVersion version) => RunAsync(version, 4);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData(FluenceApiVersion.MarketV3)]
    [InlineData(FluenceApiVersion.Cloud)]
    public Task Hundreds_of_kills(FluenceApiVersion version)
    {
        Campaign.OnlyOnDemand();
        return RunAsync(version, 200);
    }

    private async Task RunAsync(FluenceApiVersion version, int count)
    {
        await using var drill = new KillDrill(OrderGround.Of(version), Campaign.Seed);
        var orders = 0;
        while (drill.Kills < count)
        {
            await drill.OrderAsync($"kill-{orders++}");
        }
        await drill.VerifyAsync();
        output.WriteLine($"{orders} orders of generation {version} by {drill.Processes} processes, {drill.Kills} of them killed, "
            + $"seed {Campaign.Seed}: each has its VMs.");
    }

    private sealed class KillDrill : IAsyncDisposable
    {
        private static readonly string Program = Path.Combine(
            AppContext.BaseDirectory, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "OrderWorker.exe" : "OrderWorker");

        private readonly OrderGround _ground;
        private readonly Random _random;
        private readonly string _home = Path.Combine(Path.GetTempPath(), "fluencevm-tests-" + Guid.NewGuid().ToString("N"));
        private readonly VmEmulator _emulator = new(new VmEmulatorOptions { WithFleet = false, Balance = 1_000_000m });
        private readonly KillingRelay _relay;
        private readonly Dictionary<string, (int Count, string[] Ids)> _orders = [];
        private int _minutesAhead;

        public KillDrill(OrderGround ground, int seed)
        {
            (_ground, _random) = (ground, new Random(seed));
            _relay = new KillingRelay(_emulator.CreateHandler(), _emulator.Uri);
            _emulator.SetCapacity(10);
        }

        public int Processes { get; private set; }

        public int Kills { get; private set; }

        public async Task OrderAsync(string key)
        {
            await RegisterKeyAsync();
            var count = _random.Next(1, 4);
            string[] ids = [];
            for (var tries = 1; ids.Length == 0; tries++)
            {
                Assert.True(tries <= MostProcesses, $"'{key}' isn't done after {MostProcesses} processes.");
                // Every other process runs to its end.
                int? request = tries % 2 == 1 ? _random.Next(1, _ground == OrderGround.Cloud ? 24 : 6) : null;
                ids = await RunAsync(key, count, request, _random.Next(2) == 0);
                // What a killed process sent isn't under way any more.
                _emulator.Step(TimeSpan.FromMinutes(20));
                _minutesAhead += 20;
            }
            _orders.Add(key, (count, ids));
        }

        public async Task VerifyAsync()
        {
            using var connection = Connect();
            var vms = await connection.ListAsync();
            Assert.All(_orders, order => Assert.Equal(
                order.Value.Ids.Order(),
                vms.Where(vm => IsOf(vm.Name!, order.Key)).Select(vm => vm.Id).Order()));
            Assert.All(_orders.Values, order => Assert.Equal(order.Count, order.Ids.Length));
            Assert.Equal(_orders.Values.Sum(order => order.Count), vms.Count);
        }

        public async ValueTask DisposeAsync()
        {
            await _relay.DisposeAsync();
            _emulator.Dispose();
            if (Directory.Exists(_home))
            {
                Directory.Delete(_home, recursive: true);
            }
        }

        // kill-1 and kill-1-2 are of one order, kill-12 is another's.
        private static bool IsOf(string name, string key) =>
            name.StartsWith(key, StringComparison.Ordinal) && (name.Length == key.Length || name[key.Length] == '-');

        private FluenceConnection Connect() => new(new FluenceConnectionOptions
        {
            Endpoint = _emulator.Uri,
            ApiKey = Connections.Secure(_emulator.ApiKey),
            ApiVersion = _ground.Version,
            Transport = _emulator.CreateHandler(),
        });

        private async Task RegisterKeyAsync()
        {
            using var connection = Connect();
            var client = await connection.OpenAsync(null, CancellationToken.None);
            await client.AddSshKeyAsync("laptop", SshKeys.Ed25519, CancellationToken.None);
        }

        /// <returns>The order's VMs; empty if the process was killed, or couldn't tell yet.</returns>
        private async Task<string[]> RunAsync(string key, int count, int? request, bool afterwards)
        {
            var reached = _relay.Arm(request, afterwards);
            using var process = Start(key, count);
            Processes++;
            var said = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            var ended = process.WaitForExitAsync();
            if (await Task.WhenAny(reached, ended) == reached)
            {
                process.Kill();
                Kills++;
            }
            await ended;
            Assert.True(Kills > 0 || process.ExitCode is 0 or 1, await errors);
            return process.ExitCode == 0 ? (await said).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries) : [];
        }

        private Process Start(string key, int count)
        {
            var start = new ProcessStartInfo(Program)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string[] arguments =
            [
                _relay.Uri.ToString(), _emulator.ApiKey, _ground.Version.ToString(), _home,
                _minutesAhead.ToString(CultureInfo.InvariantCulture), key, key, count.ToString(CultureInfo.InvariantCulture),
                _ground.Images[0], _ground.Sizes[0],
            ];
            Array.ForEach(arguments, start.ArgumentList.Add);
            return Process.Start(start)!;
        }
    }
}
