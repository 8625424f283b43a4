using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence;

public sealed class BillingTests() : EmulatorTest(withFleet: false, balance: 1.1m)
{
    private const long Price = 289_900;

    [Fact]
    public async Task Each_boundary_charges_the_next_epoch_and_tops_the_reserve_up()
    {
        await Client.Order();

        Emulator.Step(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal((Price, Price, 1_100_000 - (2 * Price)), Sums());
        Emulator.Step(TimeSpan.FromTicks(1));

        Assert.Equal((2 * Price, Price, 1_100_000 - (3 * Price)), Sums());
        var vm = Assert.Single(await Client.Vms());
        Assert.Equal(Emulator.Now.AddHours(24), DateTimeOffset.Parse((string)vm["nextBillingAt"]!));
    }

    [Fact]
    public async Task A_balance_that_runs_out_leads_through_the_documented_statuses()
    {
        await Client.Order();
        var seen = new List<(double Hours, string Status)>();
        for (var hours = 0; hours <= 96; hours += 6)
        {
            var status = (string)Assert.Single(await Client.Vms())["status"]!;
            if (seen.Count == 0 || seen[^1].Status != status)
            {
                seen.Add((hours, status));
            }
            Emulator.Step(TimeSpan.FromHours(6));
        }

        // 1.1 USDC cover three epochs at 0.2899: two from the order, one topped up at 24 h. What is left then isn't enough for an epoch.
        Assert.Equal([(0, "New"), (6, "Active"), (36, "SmallBalance"), (48, "InsufficientFunds"), (72, "Terminated")], seen);
        Assert.Equal((3 * Price, 1_100_000 - (3 * Price), 0), Sums());
    }

    [Fact]
    public async Task A_terminated_vm_stays_listed_with_its_reserve_until_it_is_deleted()
    {
        await Client.Order();
        Emulator.Step(TimeSpan.FromDays(30));
        var vm = Assert.Single(await Client.Vms());
        Assert.Equal(("Terminated", "0.2303"), ((string?)vm["status"], (string?)vm["reservedBalance"]));
        Assert.Null(vm["datacenter"]);
        Assert.Null(vm["publicIp"]);

        await Client.Delete($$"""{"vmId":"{{vm["id"]}}"}""");
        Emulator.Step(TimeSpan.FromSeconds(3));

        Assert.Empty(await Client.Vms());
        Assert.Equal((3 * Price, 0, 1_100_000 - (3 * Price)), Sums());
    }

    [Fact]
    public async Task A_vm_that_is_being_deleted_is_not_charged_again()
    {
        var id = Assert.Single(await Client.Order());
        Emulator.Step(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await Client.Delete($$"""{"vmId":"{{id}}"}""");

        Emulator.Step(TimeSpan.FromSeconds(10));

        Assert.Equal((Price, 0, 1_100_000 - Price), Sums());
    }

    [Fact]
    public async Task Money_that_comes_free_saves_a_vm_that_lives_on_its_reserve()
    {
        var id = Assert.Single(await Client.Order(name: "first"));
        await Client.Post("vms/v3/estimate", """{"instances":1}""");
        Emulator.Step(TimeSpan.FromHours(1));
        var refused = await Client.Post("vms/v3", EmulatorClient.OrderBody());
        Assert.Equal(422, refused.Status);
        Emulator.Step(TimeSpan.FromHours(47.5));
        Assert.Equal("InsufficientFunds", (string?)Assert.Single(await Client.Vms())["status"]);

        Emulator.Account.Ledger.PayIn(1_000_000);
        Emulator.Step(TimeSpan.FromHours(24));

        var vm = Assert.Single(await Client.Vms());
        Assert.Equal((id, "Active"), ((string?)vm["id"], (string?)vm["status"]));
    }

    /// <summary>What was spent, what is held, and what is free.</summary>
    private (long Spent, long Reserved, long Balance) Sums()
    {
        // Reading the list brings the account up to the clock.
        Emulator.Step(TimeSpan.Zero);
        var ledger = Emulator.Account.Ledger;
        return (ledger.Spent, ledger.Reserved, ledger.Balance);
    }
}
