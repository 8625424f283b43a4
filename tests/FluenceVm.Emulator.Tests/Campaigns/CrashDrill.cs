using FluenceVm.Emulator.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>The host is killed at random moments under load: whatever it acknowledged is there after its restart.</summary>
[Collection(Soak.Name)]
public sealed class CrashDrill(ITestOutputHelper output) : IDisposable
{
    private const string Key = "emulator-key-not-a-secret";
    private const int Workers = 6;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task A_few_crashes() => Run(3);

    [SkippableFact]
    [Trait(Soak.Category, Soak.Name)]
    public Task Two_hundred_crashes()
    {
        Soak.OnlyOnDemand();
        return Run(200);
    }

    public void Dispose() => _folder.Dispose();

    private async Task Run(int crashes)
    {
        var seed = Soak.Seed;
        var random = new Random(seed);
        var state = _folder.File("state");
        var workers = Enumerable.Range(0, Workers).Select(number => new CrashWorker(number, new Random(seed + number))).ToList();
        for (var crash = 0; crash < crashes; crash++)
        {
            using var host = await HostProcess.Start("--state", state);
            await Check(host, workers, $"FLUENCEVM_SEED={seed}, crash {crash}");
            using var client = new EmulatorClient(new SocketsHttpHandler(), host.Uri, Key);
            using var acknowledged = new SemaphoreSlim(0);
            var working = workers.ConvertAll(worker => worker.WorkUntilLost(client, acknowledged));
            for (var changes = random.Next(1, 80); changes > 0; changes--)
            {
                Assert.True(
                    await acknowledged.WaitAsync(TimeSpan.FromMinutes(1)),
                    $"FLUENCEVM_SEED={seed}, crash {crash}: a minute without an acknowledged change");
            }
            await Task.Delay(random.Next(0, 4));
            await host.Kill();
            await Task.WhenAll(working);
        }
        using var last = await HostProcess.Start("--state", state);
        await Check(last, workers, $"FLUENCEVM_SEED={seed}, the end");
        var written = workers.Sum(worker => worker.Acknowledged);
        var lost = workers.Sum(worker => worker.Lost);
        output.WriteLine($"seed {seed}: {crashes} crashes, {written} acknowledged changes, {lost} responses lost");
    }

    private static async Task Check(HostProcess host, List<CrashWorker> workers, string when)
    {
        using var client = new EmulatorClient(new SocketsHttpHandler(), host.Uri, Key);
        var listed = (await client.Vms()).ToDictionary(vm => (string)vm["id"]!, vm => ((string)vm["vmName"]!, (string)vm["status"]!));
        foreach (var worker in workers)
        {
            worker.Check(listed, when);
        }
    }
}
