using System.Diagnostics;
using FluenceVm.Emulator.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>Many clients at once, reading and changing: no error, no lost change, an exact ledger, and memory back where it was.</summary>
[Collection(Soak.Name)]
public sealed class LoadTests(ITestOutputHelper output)
{
    [Fact]
    public Task Twenty_clients() => Run(clients: 20, rounds: 15, until: null, state: false);

    [SkippableTheory]
    [Trait(Soak.Category, Soak.Name)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Two_hundred_clients_for_thirty_seconds(bool state)
    {
        Soak.OnlyOnDemand();
        return Run(clients: 200, rounds: int.MaxValue, until: TimeSpan.FromSeconds(30), state);
    }

    private async Task Run(int clients, int rounds, TimeSpan? until, bool state)
    {
        var seed = Soak.Seed;
        using var folder = new TemporaryFolder();
        using var emulator = new VmEmulator(new VmEmulatorOptions
        {
            WithFleet = false,
            Balance = 1_000_000m,
            ClockRate = 0,
            StatePath = state ? folder.File("state.json") : null,
        });
        using var client = new EmulatorClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = clients },
            emulator.Listen(),
            emulator.ApiKey);
        await Work(client, new Random(seed), 3, null);
        emulator.Step(TimeSpan.FromMinutes(1));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var sent = emulator.RequestCount;

        var owned = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(number => Task.Run(() => Work(client, new Random(seed + number), rounds, until))));

        var rate = (emulator.RequestCount - sent) / watch.Elapsed.TotalSeconds;
        var listed = (await client.Vms())
            .Where(vm => (string?)vm["status"] != "Stopped")
            .ToDictionary(vm => (string)vm["id"]!, vm => (string)vm["vmName"]!);
        foreach (var (id, name) in owned.SelectMany(each => each))
        {
            Assert.True(listed.TryGetValue(id, out var found) && found == name, $"FLUENCEVM_SEED={seed}: {id} should be there as {name}");
        }
        Assert.DoesNotContain(emulator.Requests, entry => entry.Status is null or >= 400);
        await DeleteAll(emulator, client);
        var ledger = emulator.Account.Ledger;
        Assert.Equal((0, 1_000_000_000_000), (ledger.Reserved, ledger.Balance + ledger.Spent));
        output.WriteLine(
            FormattableString.Invariant($"seed {seed}, {clients} clients, {(state ? "file" : "memory")}: {rate:0} requests a second"));
        if (until is not null)
        {
            await ComeBackTo(before, seed);
        }
    }

    /// <summary>The clients are in this process, and their buffers' pool lets go of what isn't used within minutes only.</summary>
    private async Task ComeBackTo(long before, int seed)
    {
        const long Slack = 16 * 1024 * 1024;
        var watch = Stopwatch.StartNew();
        long grown;
        while ((grown = GC.GetTotalMemory(forceFullCollection: true) - before) > Slack)
        {
            Assert.True(
                watch.Elapsed < TimeSpan.FromMinutes(4),
                $"FLUENCEVM_SEED={seed}: {grown} bytes are still held after everything was deleted");
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
        output.WriteLine(FormattableString.Invariant($"{grown / 1024} KiB more than before are held at the end"));
    }

    /// <summary>One client's life. Returns the VMs that it left, by id with their names.</summary>
    private static async Task<Dictionary<string, string>> Work(EmulatorClient client, Random random, int rounds, TimeSpan? until)
    {
        var owned = new Dictionary<string, string>();
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < rounds && (until is null || watch.Elapsed < until); round++)
        {
            var id = owned.Keys.ElementAtOrDefault(random.Next(4));
            switch (random.Next(10))
            {
                case 0 or 1 when owned.Count < 4:
                    owned.Add(Assert.Single(await client.Order()), "ordered");
                    break;
                case 2 when id is not null:
                    Assert.Equal(200, (await client.Delete($$"""{"vmId":"{{id}}"}""")).Status);
                    owned.Remove(id);
                    break;
                case 3 or 4 when id is not null:
                    owned[id] = FormattableString.Invariant($"round-{round}");
                    Assert.Equal(204, (await client.Send(
                        HttpMethod.Patch,
                        "vms/v3",
                        $$"""{"updates":[{"id":"{{id}}","vmName":"{{owned[id]}}"}]}""")).Status);
                    break;
                case 5 or 6 when id is not null:
                    Assert.Equal(id, (string?)Assert.Single((await client.Get($"vms/v3/status?ids={id}")).Json.AsArray())!["id"]);
                    break;
                case 7:
                    var names = (await client.Vms()).ToLookup(vm => (string)vm["id"]!, vm => (string)vm["vmName"]!);
                    Assert.All(owned, vm => Assert.Equal([vm.Value], names[vm.Key]));
                    break;
                default:
                    Assert.Equal(200, (await client.Post("marketplace/offers", "{}")).Status);
                    break;
            }
        }
        return owned;
    }

    private static async Task DeleteAll(VmEmulator emulator, EmulatorClient client)
    {
        foreach (var batch in (await client.Vms()).Chunk(100))
        {
            var ids = string.Join(',', batch.Select(vm => $"\"{vm["id"]}\""));
            Assert.Equal(200, (await client.Delete($$"""{"vmIds":[{{ids}}]}""")).Status);
        }
        emulator.Step(TimeSpan.FromMinutes(1));
    }
}
