using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FluenceVm.Emulator.Hosting.Server;
using FluenceVm.Emulator.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>Whatever is sent: never a crash, a hang or a 5xx.</summary>
[Collection(Soak.Name)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Workers = 8;

    [Fact]
    public Task A_few_thousand_requests() => Run(3_000);

    [SkippableFact]
    [Trait(Soak.Category, Soak.Name)]
    public Task A_hundred_thousand_requests()
    {
        Soak.OnlyOnDemand();
        return Run(100_000);
    }

    private async Task Run(int requests)
    {
        var seed = Soak.Seed;
        using var emulator = new VmEmulator(new VmEmulatorOptions { Balance = 1_000_000m });
        var uri = emulator.Listen(0, new ServerLimits());
        using var client = new EmulatorClient(new SocketsHttpHandler(), uri, emulator.ApiKey);
        var id = (string)(await client.Vm("web-1"))["id"]!;

        var statuses = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var mutations = new Mutations(new Random(seed + worker), emulator.ContractAddress, id);
            var counts = new Dictionary<int, int>();
            for (var i = 0; i < requests / Workers; i++)
            {
                var request = mutations.Next();
                foreach (var status in await Send(uri, request, seed))
                {
                    Assert.True(status is >= 100 and < 500, $"FLUENCEVM_SEED={seed}: {status} for\n{Encoding.UTF8.GetString(request)}");
                    counts[status] = counts.GetValueOrDefault(status) + 1;
                }
            }
            return counts;
        })));

        Assert.Equal(200, (await client.Get("vms/v3")).Status);
        var ledger = emulator.Account.Ledger;
        Assert.Equal(ledger.PaidIn, ledger.Unbilled + ledger.Reserved + ledger.Spent);
        var all = statuses.SelectMany(each => each)
            .GroupBy(each => each.Key, each => each.Value)
            .ToDictionary(group => group.Key, group => group.Sum());

        // Mutations that are refused at the first glance, or not at all, would test little.
        Assert.Superset(new HashSet<int> { 200, 400, 404 }, all.Keys.ToHashSet());
        output.WriteLine(FormattableString.Invariant(
            $"seed {seed}: {string.Join(", ", all.OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}"))}"));
    }

    /// <summary>The statuses of the responses; none if the server took it for no request at all.</summary>
    private static async Task<IReadOnlyList<int>> Send(Uri uri, byte[] request, int seed)
    {
        using var raw = new RawClient(uri);
        string response;
        try
        {
            await raw.Send(request);
            raw.EndSending();
            response = await raw.ReadToEnd().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"FLUENCEVM_SEED={seed}: no end after a minute for\n{Encoding.UTF8.GetString(request)}");
        }
        catch (IOException)
        {
            // The server closes on what it won't read to its end.
            return [];
        }
        return [.. Regex.Matches(response, "HTTP/1\\.1 ([0-9]{3}) [A-Z]")
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
    }
}
