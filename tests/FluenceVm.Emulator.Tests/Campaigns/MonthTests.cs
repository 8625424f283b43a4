using System.Diagnostics;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;
using Xunit.Abstractions;

namespace FluenceVm.Emulator.Tests.Campaigns;

/// <summary>A month in one step: every epoch, cycle and end of both clouds.</summary>
[Collection(Soak.Name)]
public sealed class MonthTests(ITestOutputHelper output)
{
    private const int Machines = 1_000;
    private const int Together = 10;

    [Fact]
    public Task Everything_that_falls_due_in_a_month_happens_in_one_step() => Run(1_000);

    [SkippableFact]
    [Trait(Soak.Category, Soak.Name)]
    public async Task A_month_of_ten_thousand_vms_takes_seconds()
    {
        Soak.OnlyOnDemand();
        await Run(1_000);

        Assert.InRange(await Run(10_000), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private async Task<TimeSpan> Run(int vms)
    {
        using var emulator = new VmEmulator(
            new VmEmulatorOptions { TimeProvider = new ManualTime(), WithFleet = false, Balance = 1_000_000m });
        emulator.SetCapacity(10);
        using var client = new EmulatorClient(emulator);
        for (var ordered = 0; ordered < vms; ordered += Together)
        {
            await client.Order(Together);
            emulator.Step(TimeSpan.FromSeconds(1));
        }
        for (var machine = 0; machine < Machines; machine++)
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
        output.WriteLine(FormattableString.Invariant($"{vms} VMs and {Machines} machines: {watch.Elapsed.TotalMilliseconds:0} ms"));

        var fleet = emulator.Account.Fleet.All.ToList();
        Assert.Equal(vms, fleet.Count);
        Assert.All(fleet, vm => Assert.Equal((31 * vm.Price, vm.CreatedAt + TimeSpan.FromDays(31)), (vm.Spent, vm.NextBillingAt)));
        var query = Convert.ToBase64String("""{"machine_list":{}}"""u8);
        var machines = (await client.Get($"cosmwasm/wasm/v1/contract/{emulator.ContractAddress}/smart/{query}")).Json["data"]!.AsArray();
        Assert.Equal(Machines, machines.Count(machine => (string?)machine!["state"] == "Finished"));
        return watch.Elapsed;
    }
}
