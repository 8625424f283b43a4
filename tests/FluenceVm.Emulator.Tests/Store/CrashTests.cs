using FluenceVm.Emulator.Store;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Store;

/// <summary>Whatever happens to the disk and when: what was acknowledged is there, and nothing is there in half.</summary>
public sealed class CrashTests
{
    [Fact]
    public void A_crash_between_or_in_any_two_writes_loses_nothing_that_was_acknowledged() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(30),
        Prop.ForAll(Operations.OnBoth.ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), CrashAndCompare));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Of_changes_at_the_same_time_none_is_lost_that_was_acknowledged(int seed)
    {
        var random = new Random(seed);
        var file = new CrashingFile(random);
        var acknowledged = new HashSet<string>();
        for (var crash = 0; crash < 20; crash++)
        {
            file.Revive();
            var emulator = Start(file);
            using var client = new EmulatorClient(emulator);
            Assert.Superset(acknowledged, (await client.Vms()).Select(vm => (string)vm["id"]!).ToHashSet());
            file.DieAfter(random.Next(1, 6));
            var orders = await Task.WhenAll(
                Enumerable.Range(0, 20).Select(_ => Task.Run(() => client.Post("vms/v3", EmulatorClient.OrderBody()))));
            acknowledged.UnionWith(orders.Where(order => order.Status == 200).Select(order => (string)order.Json[0]!["vmId"]!));
            End(emulator);
        }
        Assert.NotEmpty(acknowledged);
    }

    [Fact]
    public async Task A_change_that_cannot_be_kept_is_not_acknowledged_and_the_next_one_is_kept_with_it()
    {
        var file = new CrashingFile(new Random(1)) { OnlyFails = true };
        using (var emulator = Start(file))
        {
            using var client = new EmulatorClient(emulator);
            file.DieAfter(0);

            var response = await client.Post("vms/v3", EmulatorClient.OrderBody(name: "first"));

            Assert.Equal((500, "The emulator has failed: The disk doesn't answer."), (response.Status, response.Error));
            await client.Order(name: "second");
            await client.Order(name: "third");
        }
        using var next = Start(file);
        using var again = new EmulatorClient(next);
        Assert.Equal(["first", "second", "third"], (await again.Vms()).Select(vm => (string?)vm["vmName"]));
    }

    [Fact]
    public async Task Changes_at_the_same_time_share_a_write()
    {
        var file = new CrashingFile(new Random(1));
        using var emulator = Start(file);
        using var client = new EmulatorClient(emulator);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.Order()));

        Assert.InRange(file.Writes.Appended, 1, 199);
        Assert.Equal(1, file.Writes.Replaced);
    }

    private static VmEmulator Start(CrashingFile file) =>
        new(new VmEmulatorOptions { TimeProvider = new ManualTime(), ClockRate = 0, WithFleet = false, Store = new FileStateStore(file) });

    /// <summary>Ends an emulator whose disk may be gone.</summary>
    private static void End(VmEmulator emulator)
    {
        try
        {
            emulator.Dispose();
        }
        catch (IOException)
        {
        }
    }

    private static void CrashAndCompare(IList<Operation> operations, int seed)
    {
        var random = new Random(seed);
        var run = new CrashRun(new CrashingFile(random) { OnlyFails = random.Next(4) == 0 });
        foreach (var operation in operations)
        {
            if (random.Next(3) == 0)
            {
                run.File.DieAfter(random.Next(3));
            }
            run.Do(operation);
            if (random.Next(2) == 0)
            {
                run.LosePower();
            }
        }
        run.LosePower();
    }

    /// <summary>An emulator on a disk that dies, and what must be on the disk, may be there and can't be.</summary>
    private sealed class CrashRun(CrashingFile file)
    {
        private readonly List<Operation> _certain = [];
        private readonly List<Operation> _unknown = [];
        private VmEmulator _emulator = Start(file);

        public CrashingFile File => file;

        public void Do(Operation operation)
        {
            using var client = new EmulatorClient(_emulator);
            _unknown.Add(operation);
            if (IsAcknowledged(operation, client))
            {
                _certain.AddRange(_unknown);
                _unknown.Clear();
            }
        }

        /// <summary>Goes on from what is on the disk, which must be what is certain and a beginning of what is unknown.</summary>
        public void LosePower()
        {
            file.OnlyFails = false;
            file.DieAfter(0);
            End(_emulator);
            file.Revive();
            _emulator = Start(file);
            var found = StateText.Of(_emulator);
            var possible = Enumerable.Range(0, _unknown.Count + 1)
                .Select(survived => Expected([.. _certain, .. _unknown.Take(survived)]))
                .ToList();
            var match = possible.IndexOf(found);
            if (match < 0)
            {
                Assert.Equal(possible[0], found);
            }
            _certain.AddRange(_unknown.Take(match));
            _unknown.Clear();
        }

        /// <summary>Whether a change was made, as far as the client knows: what was refused or read makes nothing certain.</summary>
        private bool IsAcknowledged(Operation operation, EmulatorClient client)
        {
            try
            {
                var done = operation.Run(_emulator, client);
                done.GetAwaiter().GetResult();
                return StatusOf(done) is not { } status || (status < 300 && IsChange(_emulator.Requests[^1]));
            }
            catch (IOException)
            {
                return false;
            }
        }

        /// <summary>The status of an operation that is a request; null for a step.</summary>
        private static int? StatusOf(Task done) => done switch
        {
            Task<Response> response => response.Result.Status,
            Task<int?> status => status.Result,
            _ => null,
        };

        private static bool IsChange(EmulatorLogEntry request) =>
            request.Method != "GET" && request.Operation is not ("Estimate" or "ListOffers");

        private static string Expected(IEnumerable<Operation> operations)
        {
            using var twin = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), ClockRate = 0, WithFleet = false });
            using var client = new EmulatorClient(twin);
            foreach (var operation in operations)
            {
                operation.Run(twin, client).GetAwaiter().GetResult();
            }
            return StateText.Of(twin);
        }
    }
}
