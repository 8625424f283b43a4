using System.Diagnostics;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>A month in one step: every epoch, cycle and end of both clouds.</summary>
[Collection(Soak.Name)]
public sealed class MonthTests(ITestOutputHelper output)
{
    private const int Each = 1_000;

    [Fact]
    public Task Everything_that_falls_due_in_a_month_happens_in_one_step() => Run();

    [SkippableFact]
    [Trait(Soak.Category, Soak.Name)]
    public async Task A_month_of_a_thousand_vms_takes_less_than_a_second()
    {
        Soak.OnlyOnDemand();
        await Run();

        Assert.InRange(await Run(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    private async Task<TimeSpan> Run()
    {
        using var emulator = new VmEmulator(
            new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = false, Balance = 100_000m });
        using var client = new EmulatorClient(emulator);
        await client.Order(Each);
        for (var machine = 0; machine < Each; machine++)
        {
            // 30 CUDOS pay for 20 hours of the smallest type.
            var response = await client.Post("emulator/cudos/execute", $$"""
                {"sender":"{{emulator.Owner}}","contract":"{{emulator.ContractAddress}}","funds":[{"denom":"acudos",
                 "amount":"30000000000000000000"}],
                 "msg":{"order_machine":{"id":"m-{{machine}}","image_id":"debian-12","machine_type_id":"basic-1",
                 "ssh_key":"ssh-ed25519 AAAA fake"} } }
                """);
            Assert.Equal(200, response.Status);
        }

        var watch = Stopwatch.StartNew();
        emulator.Step(TimeSpan.FromDays(30));
        watch.Stop();
        output.WriteLine(FormattableString.Invariant($"{Each} VMs and {Each} machines: {watch.Elapsed.TotalMilliseconds:0} ms"));

        var vms = emulator.Account.Fleet.All.ToList();
        Assert.Equal(Each, vms.Count);
        Assert.All(vms, vm => Assert.Equal((31 * vm.Price, emulator.Now + TimeSpan.FromDays(1)), (vm.Spent, vm.NextBillingAt)));
        var query = Convert.ToBase64String("""{"machine_list":{}}"""u8);
        var machines = (await client.Get($"cosmwasm/wasm/v1/contract/{emulator.ContractAddress}/smart/{query}")).Json["data"]!.AsArray();
        Assert.Equal(Each, machines.Count(machine => (string?)machine!["state"] == "Finished"));
        return watch.Elapsed;
    }
}
