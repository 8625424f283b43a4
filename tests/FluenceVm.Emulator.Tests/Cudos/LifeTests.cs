using System.Numerics;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Cudos;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>A machine's life as time passes: launching, billing, its end, and the coins.</summary>
public sealed class LifeTests
{
    [Fact]
    public void An_order_becomes_a_running_machine_step_by_step()
    {
        var chain = new Chain();
        chain.Order("m", 3, region: "eu");
        var machine = chain.Machine("m");
        Assert.Equal(
            ["id", "state", "owner", "region", "image_id", "machine_type_id", "ssh_key", "credit"],
            machine.Select(field => field.Key));
        Assert.Equal("StartRequested", machine["state"]!.GetValue<string>());

        Assert.NotNull(chain.Step(5).Machine("m")["provider"]);
        Assert.Null(chain.Machine("m")["address"]);
        Assert.NotNull(chain.Step(10).Machine("m")["address"]);
        Assert.Equal("StartRequested", chain.State("m"));
        Assert.Equal(Chain.Cudos(3), chain.Credit("m"));

        Assert.Equal("Running", chain.Step(15).State("m"));
        Assert.Equal(Chain.Cudos(3) - Chain.Cudos(1.5m) / 60, chain.Credit("m"));
        Assert.Equal(chain.Now.AddMinutes(1).ToUnixTimeMilliseconds() * 1_000_000, (long)Chain.Number(chain.Machine("m")["until"]));
    }

    [Fact]
    public void An_hour_costs_the_hourly_price_exactly_though_it_is_no_multiple_of_60()
    {
        var chain = new Chain();
        chain.Run("m", 100, "standard-4");
        chain.Step(TimeSpan.FromMinutes(59));
        Assert.Equal(Chain.Cudos(100) - BigInteger.Parse("7333333333333333333", null), chain.Credit("m"));
    }

    [Fact]
    public void It_finishes_at_the_first_minute_that_is_not_covered_and_keeps_the_rest_for_its_owner()
    {
        var chain = new Chain();
        chain.Run("m", 1.51m);
        chain.Step(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.Equal("Running", chain.State("m"));
        chain.Step(1);
        var machine = chain.Machine("m");
        Assert.Equal("Finished", machine["state"]!.GetValue<string>());
        Assert.Equal(Chain.Cudos(0.01m), chain.Credit("m"));
        Assert.Null(machine["until"]);
        Assert.Null(machine["address"]);
        var before = chain.Balance(CudosSetup.Owner);
        chain.Do(CudosSetup.Owner, Chain.Message("disown_machine", "m"));
        Assert.Equal(before + Chain.Cudos(0.01m), chain.Balance(CudosSetup.Owner));
    }

    [Fact]
    public void Credit_that_is_added_in_time_keeps_it_running_whoever_adds_it()
    {
        var chain = new Chain();
        chain.Run("m", 1.5m);
        chain.Step(TimeSpan.FromMinutes(59.5));
        chain.Do(CudosSetup.SecondOwner, Chain.Message("fund_machine", "m"), (Chain.Cudos(1.5m), "acudos"));
        Assert.Equal("Running", chain.Step(TimeSpan.FromMinutes(60)).State("m"));
        Assert.Equal("Finished", chain.Step(31).State("m"));
    }

    [Fact]
    public void A_stopped_machine_is_billed_too()
    {
        var chain = new Chain();
        chain.Run("m", 100);
        chain.Do(CudosSetup.Owner, Chain.Message("request_machine_stop", "m"));
        chain.Step(TimeSpan.FromHours(10));
        Assert.Equal("Stopped", chain.State("m"));
        Assert.Equal(Chain.Cudos(100) - Chain.Cudos(1.5m) * 601 / 60, chain.Credit("m"));
    }

    [Fact]
    public void A_disowned_machine_refunds_what_is_in_no_paid_minute_and_is_ended_soon()
    {
        var chain = new Chain();
        var before = chain.Balance(CudosSetup.Owner);
        chain.Run("m", 10);
        chain.Step(TimeSpan.FromSeconds(90));
        chain.Do(CudosSetup.Owner, Chain.Message("disown_machine", "m"));
        Assert.Equal(before - Chain.Cudos(1.5m) * 2 / 60, chain.Balance(CudosSetup.Owner));
        Assert.Equal("Running", chain.State("m"));
        Assert.Null(chain.Machine("m")["owner"]);
        Assert.Equal("Finished", chain.Step(10).State("m"));
        Assert.Equal(BigInteger.Zero, chain.Credit("m"));
    }

    [Fact]
    public void The_new_owner_gets_the_refund()
    {
        var chain = new Chain();
        chain.Run("m", 10);
        var credit = chain.Credit("m");
        var (first, second) = (chain.Balance(CudosSetup.Owner), chain.Balance(CudosSetup.SecondOwner));
        chain.Do(CudosSetup.Owner, Chain.Transfer("m", CudosSetup.SecondOwner));
        Assert.NotEqual(0, chain.Execute(CudosSetup.Owner, Chain.Message("request_machine_stop", "m")).Code);
        chain.Do(CudosSetup.SecondOwner, Chain.Message("disown_machine", "m"));
        Assert.Equal((first, second + credit), (chain.Balance(CudosSetup.Owner), chain.Balance(CudosSetup.SecondOwner)));
    }

    [Theory]
    [InlineData("basic-1", null, "0.02", "insufficient credit")]
    [InlineData("legacy-2", null, "100", "no capacity")]
    [InlineData("gpu-8", "eu", "500", "no capacity: no provider in eu can take machine type gpu-8")]
    public void It_fails_with_a_reason_and_keeps_its_credit(string type, string? region, string credit, string reason)
    {
        var chain = new Chain();
        var amount = decimal.Parse(credit, System.Globalization.CultureInfo.InvariantCulture);
        chain.Order("m", amount, type, region);
        Assert.Equal("StartRequested", chain.Step(4).State("m"));
        var machine = chain.Step(1).Machine("m");
        Assert.Equal("Failed", machine["state"]!.GetValue<string>());
        Assert.StartsWith(reason, machine["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(Chain.Cudos(amount), chain.Credit("m"));
    }

    [Fact]
    public void Credit_for_exactly_one_minute_is_enough_for_one_minute()
    {
        var chain = new Chain();
        chain.Do(CudosSetup.Owner, Chain.OrderMessage("m"), (Chain.Cudos(1.5m) / 60, "acudos"));
        Assert.Equal("Running", chain.Step(30).State("m"));
        Assert.Equal("Finished", chain.Step(60).State("m"));
        chain.Do(CudosSetup.Owner, Chain.OrderMessage("n"), (Chain.Cudos(1.5m) / 60 - 1, "acudos"));
        Assert.Equal("Failed", chain.Step(30).State("n"));
    }

    [Fact]
    public void Room_that_comes_free_is_given_again()
    {
        var chain = new Chain();
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            chain.Order(id, 500, "gpu-8", "na");
        }
        chain.Step(30);
        chain.Order("e", 500, "gpu-8");
        Assert.Equal("Failed", chain.Step(30).State("e"));
        chain.Do(CudosSetup.Owner, Chain.Message("disown_machine", "b"));
        chain.Step(10);
        Assert.Equal("Running", chain.Run("f", 500, "gpu-8") is { } id2 ? chain.State(id2) : null);
        Assert.Equal(chain.Machine("a")["provider"]!.GetValue<string>(), chain.Machine("f")["provider"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t me")]
    [InlineData("sk-ecdsa-sha2-nistp256@openssh.com AAAA me")]
    [InlineData("garbage")]
    public void Smartcard_keys_and_garbage_are_refused(string key) =>
        Assert.Contains(
            "SSH key",
            new Chain().Execute(CudosSetup.Owner, Chain.OrderMessage("m", key: key), (1, "acudos")).Log,
            StringComparison.Ordinal);

    [Fact]
    public void Unknown_types_images_regions_and_new_owners_are_refused()
    {
        var chain = new Chain();
        Assert.Contains(
            "machine type not found",
            chain.Execute(CudosSetup.Owner, Chain.OrderMessage("m", "huge")).Log,
            StringComparison.Ordinal);
        Assert.Contains(
            "image not found",
            chain.Execute(CudosSetup.Owner, Chain.OrderMessage("m", image: "beos")).Log,
            StringComparison.Ordinal);
        Assert.Contains(
            "unknown variant `mars`",
            chain.Execute(CudosSetup.Owner, Chain.OrderMessage("m", region: "mars")).Log,
            StringComparison.Ordinal);
        chain.Run("m", 10);
        var mistyped = CudosSetup.SecondOwner[..^1] + (CudosSetup.SecondOwner[^1] == 'q' ? 'p' : 'q');
        Assert.Contains("addr_validate", chain.Execute(CudosSetup.Owner, Chain.Transfer("m", mistyped)).Log, StringComparison.Ordinal);
    }

    [Fact]
    public void One_long_step_ends_where_many_short_ones_do()
    {
        var (jump, walk) = (new Chain(), new Chain());
        foreach (var chain in (Chain[])[jump, walk])
        {
            chain.Order("a", 4000);
            chain.Order("b", 4000, "standard-4");
            chain.Order("c", 1, "memory-4");
            chain.Order("d", 2, "legacy-2");
            chain.Step(45);
            chain.Do(CudosSetup.Owner, Chain.Message("request_machine_stop", "b"));
        }
        jump.Step(TimeSpan.FromDays(30));
        for (var minute = 0; minute < 30 * 24 * 60; minute++)
        {
            walk.Step(60);
            _ = minute % 977 == 0 ? walk.Data("""{"machine_list":{}}""") : null;
        }
        Assert.Equal(jump.Data("""{"machine_list":{}}""").ToJsonString(), walk.Data("""{"machine_list":{}}""").ToJsonString());
        Assert.Equal(
            jump.Service.State.Balances.OrderBy(account => account.Key),
            walk.Service.State.Balances.OrderBy(account => account.Key));
    }

    [Fact]
    public void A_thousand_machines_get_through_a_month_at_once()
    {
        var chain = new Chain(
            new CudosSetup { Balances = new Dictionary<string, BigInteger> { [CudosSetup.Owner] = BigInteger.Pow(10, 30) } });
        for (var i = 0; i < 1000; i++)
        {
            chain.Order($"m{i}", 1 + i);
        }
        chain.Step(TimeSpan.FromDays(30));
        var machines = chain.Data($$$"""{"machine_list":{"owner":"{{{CudosSetup.Owner}}}"}}""").AsArray();
        Assert.Equal(1000, machines.Count);
        // 1.5 CUDOS per hour for 720 hours are 1080 CUDOS: nobody's credit lasts that long.
        Assert.All(machines, machine => Assert.Equal("Finished", machine!["state"]!.GetValue<string>()));
        Assert.All(machines, machine => Assert.True(Chain.Number(machine!["credit"]) < Chain.Cudos(1.5m) / 60));
        Assert.Equal(
            BigInteger.Pow(10, 30),
            chain.Service.State.Balances.Values.Aggregate(BigInteger.Zero, BigInteger.Add) + Credits(machines));
    }

    [Fact]
    public void The_fleet_has_a_believable_history()
    {
        var chain = new Chain();
        CudosFleet.Order(chain.Service, chain.Now);
        Assert.Equal(
            ("Running", "Stopped", "Failed", "Running"),
            (chain.State("web-1"), chain.State("build-cache"), chain.State("train-1"), chain.State("db-1")));
        Assert.Equal(3, chain.Data($$$"""{"machine_list":{"owner":"{{{CudosSetup.Owner}}}"}}""").AsArray().Count);
    }

    private static BigInteger Credits(JsonArray machines) =>
        machines.Aggregate(BigInteger.Zero, (sum, machine) => sum + Chain.Number(machine!["credit"]));
}
