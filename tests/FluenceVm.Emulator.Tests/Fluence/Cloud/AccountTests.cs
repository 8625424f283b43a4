using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

public sealed class AccountTests : CloudTest
{
    [Theory]
    [InlineData("X-API-KEY", "emulator-key-not-a-secret", 200, "")]
    [InlineData("X-API-KEY", "wrong", 403, "forbidden")]
    [InlineData("X-API-KEY", "", 401, "unauthorized")]
    [InlineData("Authorization", "Bearer emulator-key-not-a-secret", 401, "unauthorized")]
    [InlineData("Authorization", "X-API-KEY emulator-key-not-a-secret", 200, "")]
    [InlineData("Authorization", "X-API-KEY wrong", 403, "forbidden")]
    [InlineData("Accept", "*/*", 401, "unauthorized")]
    public async Task The_key_goes_into_its_header(string header, string value, int status, string code)
    {
        Client.Headers.Clear();
        Client.Headers.TryAddWithoutValidation(header, value);

        var response = await Client.Get("v2/users/balances");

        Assert.Equal(status, response.Status);
        Assert.Equal(code, status == 200 ? "" : (string?)response.Json["code"]);
        Assert.Equal(200, (await Client.Get("v1/service/status")).Status);
    }

    [Theory]
    [InlineData("Bearer emulator-key-not-a-secret", 401)]
    [InlineData("X-API-KEY emulator-key-not-a-secret", 200)]
    public async Task A_bearer_value_is_a_token_even_beside_the_key(string authorization, int status)
    {
        Client.Headers.TryAddWithoutValidation("Authorization", authorization);

        Assert.Equal(status, (await Client.Get("v2/vms")).Status);
    }

    [Fact]
    public async Task The_balance_adds_up_and_says_how_long_it_lasts()
    {
        await Launched(withAddress: true);
        await Client.Order();

        var balance = Assert.Single((await Ok(Client.Get("v2/users/balances"))).AsArray())!;

        decimal Amount(string name) => decimal.Parse((string)balance[name]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1000m, Amount("totalDepositedAmount"));
        Assert.Equal(1000m, Amount("balance") + Amount("estimatedUsage"));
        Assert.Equal(0.012759m + 0.2899m, Amount("usage"));
        Assert.Equal((int)(Amount("balance") / ((24 * 0.012759m) + 0.2899m)), (int)balance["usageDaysLeft"]!);
        Assert.Empty((await Ok(Client.Get("v2/users/balances?entitlementKey=other"))).AsArray());
    }

    [Fact]
    public async Task A_cost_is_what_the_hours_are_charged()
    {
        var body = $$$"""
            {"secs":129600,"resources":[
              {"vm":{"resource_id":{"vmConfigurationId":"{{{Configuration}}}","clusterId":"{{{Cluster}}}"} } },
              {"storage":{"resource_id":{"storageType":"NVME","replicated":false,"clusterId":"{{{Cluster}}}"},"volume_gb":25} },
              {"publicIp":{"resource_id":{"addressType":"V4","clusterId":"{{{Cluster}}}"} } }]}
            """;
        var cost = await Ok(Client.Post("v1/prices/cost", body));
        await Launched(withAddress: true);
        Step((36 * 3600) - 5);

        Assert.Equal("0.459324", (string?)cost["totalCost"]);
        Assert.Equal(459_324, Sums().Spent);
        Assert.Equal(3, cost["costOfResources"]!.AsArray().Count);
        await Refused(404, "not_found", Client.Post("v1/prices/cost", body.Replace(Cluster, Unknown.ToString(), StringComparison.Ordinal)));
        await Refused(404, "not_found", Client.Post("v1/prices/cost", body.Replace("V4", "V6", StringComparison.Ordinal)));
        await Refused(400, "bad_request", Client.Post("v1/prices/cost", body.Replace("129600", "18446744073709551615", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_disk_grows_and_costs_more_from_the_next_hour_on_and_never_shrinks()
    {
        var disk = await Ok(Client.Post("v1/storages", DiskBody("data", image: null)));
        Step(60);

        var resized = await Ok(Client.Send(HttpMethod.Patch, $"v1/storages/{disk["id"]}", """{"volumeGb":50}"""));
        Assert.Equal("updating", (string?)resized["status"]);
        Assert.Equal(25 * 60, Sums().Spent);
        Step(3600);
        Assert.Equal(75 * 60, Sums().Spent);

        await Refused(422, "unprocessable_entity", Client.Send(HttpMethod.Patch, $"v1/storages/{disk["id"]}", """{"volumeGb":49}"""));
    }

    [Fact]
    public async Task A_key_that_is_known_is_a_conflict_and_every_generation_sees_the_same_keys()
    {
        var body = $$"""{"name":"mine","publicKey":"{{EmulatorClient.PublicKey}}"}""";
        var key = await Ok(Client.Post("v1/ssh_keys", body));

        await Refused(409, "conflict", Client.Post("v1/ssh_keys", body));
        Assert.Equal((string?)key["fingerprint"], (string?)Assert.Single((await Client.Get("ssh_keys")).Json.AsArray())!["fingerprint"]);
        var vm = await Ok(Client.Post("v2/vms", VmBody(more: $",\"sshKeys\":[\"{key["id"]}\"]")));
        Assert.Equal((string?)key["id"], (string?)Assert.Single(vm["sshKeys"]!.AsArray()));
        await Ok(Client.Send(HttpMethod.Delete, $"v1/ssh_keys/{key["id"]}", null));

        await Refused(404, "not_found", Client.Send(HttpMethod.Delete, $"v1/ssh_keys/{key["id"]}", null));
        Assert.Empty((await Ok(Client.Get("v1/ssh_keys")))["items"]!.AsArray());
    }

    [Fact]
    public async Task Deleting_many_deletes_all_or_none()
    {
        var vm = await Launched();
        var free = await Ok(Client.Post("v1/storages", DiskBody("free")));

        await Refused(406, "not_acceptable", Client.Post("v1/storages/delete", $$"""{"ids":["{{free["id"]}}","{{vm["bootDisk"]}}"]}"""));

        Assert.Equal("new", (string?)(await Disk(free["id"]))["status"]);
    }
}
