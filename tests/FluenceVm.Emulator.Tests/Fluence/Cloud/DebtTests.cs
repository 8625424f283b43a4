using FluenceVm.Emulator.Fluence.Cloud.Costs;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Billing by the second, the six hours that a balance must cover, and what happens to those who don't pay.</summary>
public sealed class DebtTests() : CloudTest(balance: 1m)
{
    private const decimal VmPrice = 0.010548m;
    private const decimal DiskPrice = 25 * 0.000072m;

    [Fact]
    public async Task Every_second_costs_and_none_more()
    {
        var vm = await Launched();
        Step(3_596);
        Assert.Equal(1m - VmPrice - DiskPrice, Account.Purse.Balance);

        await Ok(Post($"vms/{vm["id"]}/terminate", key: "end"), 202);
        Step(3_600);
        Assert.Equal(1m - VmPrice - DiskPrice - DiskPrice, Account.Purse.Balance);
    }

    [Fact]
    public async Task The_balance_must_cover_everything_for_six_hours()
    {
        // One VM is 0.012348 USD per hour, so 1 USD covers six hours of thirteen.
        for (var count = 0; count < 13; count++)
        {
            await Launched($"web-{count}");
        }
        var id = (await Draft(VmBody("one-too-many")))["id"];

        var refusal = await Refused(422, "admission_refused", Post($"vms/{id}/provision"));

        var violation = refusal["violations"]![0]!;
        Assert.Equal(("account", "insufficient_balance"), ((string?)violation["type"], (string?)violation["code"]));
        Assert.Equal("draft", (string?)(await Vm(id))["status"]);
        await Refused(422, "insufficient_balance", Post("storages", DiskBody("data", volume: 100)));
    }

    [Fact]
    public async Task A_debt_takes_the_VMs_after_three_days_and_the_disks_ten_days_later()
    {
        var vm = (await Launched(more: WithAddress))["id"];
        StepUntil(DebtStage.Owing);
        var since = Emulator.Now;
        Assert.InRange(Account.Purse.Balance, -0.0001m, 0m);
        await Refused(422, "account_not_in_good_standing", Post("public-ips", AddressBody("more")));
        Assert.Equal("launched", (string?)(await Vm(vm))["status"]);

        Emulator.Step(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Equal(DebtStage.Owing, Account.Debt.Stage);
        Step(1);
        Assert.Equal(("terminating", since.AddDays(3)), ((string?)(await Vm(vm))["status"], Emulator.Now));
        Step(3);
        Assert.Equal("terminated", (string?)(await Vm(vm))["status"]);
        Assert.Equal("removed", (string?)(await Items("public-ips"))[0]["status"]);
        Assert.Equal("ready", (string?)(await Items("storages"))[0]["status"]);

        Emulator.Step(TimeSpan.FromDays(10) - TimeSpan.FromSeconds(4));
        Assert.Equal("ready", (string?)(await Items("storages"))[0]["status"]);
        Step(1);
        Assert.Equal("removing", (string?)(await Items("storages"))[0]["status"]);
        Assert.Equal(0, Account.Purse.Rate);
    }

    [Fact]
    public async Task A_debt_of_more_than_five_dollars_takes_the_VMs_at_once()
    {
        for (var count = 0; count < 12; count++)
        {
            await Launched($"web-{count}");
        }
        // 12 VMs with disks are 3.556 USD per day, so 5 USD are gone well before the third day.
        StepUntil(DebtStage.WithoutVms);

        Assert.InRange(Account.Purse.Balance, -5.0001m, -5m);
        Assert.All(await Items("vms"), vm => Assert.Equal("terminating", (string?)vm["status"]));
        var overage = (string?)(await Items("account/balances"))[0]["overage"];
        Assert.Equal((-Account.Purse.Balance).ToString(System.Globalization.CultureInfo.InvariantCulture), overage);
    }

    [Fact]
    public async Task Money_for_ever_is_never_spent()
    {
        Emulator.PayIn(1_000_000m);
        await Ready("storages", DiskBody("one", volume: 1));

        Assert.Null(Account.Debt.NextAt);
    }

    [Fact]
    public async Task Money_ends_a_debt()
    {
        await Launched();
        StepUntil(DebtStage.Owing);

        Assert.Equal("applied", (string?)(await Ok(Post("promo-codes/redeem", """{"code":"EMULATOR"}""")))["status"]);
        Assert.Equal("already_redeemed", (string?)(await Ok(Post("promo-codes/redeem", """{"code":"EMULATOR"}""")))["status"]);

        Emulator.Step(TimeSpan.FromDays(4));
        Assert.Equal((DebtStage.None, "launched"), (Account.Debt.Stage, (string?)(await Items("vms"))[0]["status"]));
    }

    private void StepUntil(DebtStage stage)
    {
        while (Account.Debt.Stage != stage)
        {
            Emulator.Step(DateTimeOffset.FromUnixTimeSeconds(Account.Debt.NextAt!.Value) - Emulator.Now);
        }
    }
}
