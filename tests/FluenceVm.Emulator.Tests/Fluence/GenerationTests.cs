using FluenceVm.Emulator.Tests.Fluence.Cloud;
using FluenceVm.Emulator.Tests.Support;
using FluenceVm.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence;

/// <summary>One fleet behind all generations, and servers that have only some of them.</summary>
public sealed class GenerationTests : CloudTest
{
    [Fact]
    public async Task A_vm_of_one_generation_is_seen_through_the_others()
    {
        var id = Assert.Single(await Client.Order(name: "old"));
        var vm = await Launched("new", withAddress: true);

        var v3 = await Client.Vms();
        var v2 = (await Client.Get("vms/v2")).Json.AsArray();
        var cloud = (await Ok(Client.Get("v2/vms")))["items"]!.AsArray();

        Assert.Equal(["old", "new"], v3.Select(each => (string?)each["vmName"]));
        Assert.Equal(["old", "new"], v2.Select(each => (string?)each!["vmName"]));
        Assert.Equal(["old", "new"], cloud.Select(each => (string?)each!["name"]));
        Assert.Equal(("0.253416", 253_416), ((string?)v3[1]["pricePerEpoch"], (int)v2[1]!["pricePerEpoch"]!));
        Assert.Equal((string?)(await Address(vm["publicIp"]))!["address"], (string?)v3[1]["publicIp"]);
        Assert.Equal(("PL", Image), ((string?)v3[1]["datacenter"]!["countryCode"], (string?)v3[1]["osImage"]));
        Assert.Equal("0.012079", (string?)cloud[0]!["priceHourlyUsd"]);
        Assert.Equal(id, (string?)v3[0]["id"]);
    }

    [Fact]
    public async Task A_vm_ends_for_all_wherever_it_is_deleted()
    {
        await Client.Order(name: "old");
        var vm = await Launched("new");
        var old = (await Ok(Client.Get("v2/vms?name=old")))["items"]![0]!;
        await Client.Delete($$"""{"vmId":"{{(await Client.Vm("new"))["id"]}}"}""");
        await Do(old, "terminate");

        Assert.Equal(["Stopped", "Stopped"], (await Client.Vms()).Select(each => (string?)each["status"]));
        Step(3);

        Assert.Empty(await Client.Vms());
        Assert.Equal("terminated", (string?)(await Vm(vm))["status"]);
        Assert.Equal("terminated", (string?)(await Vm(old))["status"]);
        Assert.Empty((await Disk(vm["bootDisk"]))["attachedTo"]!.AsArray());
        Assert.Equal(0, Emulator.Account.Ledger.Reserved);
    }

    [Theory]
    [InlineData(EmulatorGenerations.MarketV2, "GET vms/v2", "GET vms/v3", "GET v2/vms", "GET v1/service/status")]
    [InlineData(EmulatorGenerations.MarketV3, "GET vms/v3", "GET vms/v2", "GET v2/vms", "GET v1/service/status")]
    [InlineData(EmulatorGenerations.Cloud, "GET v2/vms", "GET vms/v2", "GET vms/v3", "GET marketplace/countries", "GET ssh_keys")]
    [InlineData(EmulatorGenerations.MarketV2 | EmulatorGenerations.MarketV3, "GET vms/v2", "GET v2/vms")]
    public async Task A_server_of_some_generations_has_no_routes_of_others(
        EmulatorGenerations generations, string there, params string[] absent)
    {
        using var emulator = new VmEmulator(new VmEmulatorOptions { TimeProvider = new ManualTime(), Generations = generations });
        using var client = new EmulatorClient(emulator);

        Assert.Equal(200, (await client.Get(there[4..])).Status);
        foreach (var path in absent)
        {
            Assert.Equal(404, (await client.Get(path[4..])).Status);
        }
    }

    [Theory]
    [InlineData("status[0]=new&status[1]=launched")]
    [InlineData("status%5B0%5D=new&status%5B1%5D=launched")]
    public async Task Brackets_arrive_over_a_socket_as_they_are_and_escaped(string query)
    {
        await Launched("here");
        using var client = new EmulatorClient(new SocketsHttpHandler(), Emulator.Listen(), Emulator.ApiKey);

        Assert.Equal("here", (string?)Assert.Single((await Ok(client.Get("v2/vms?" + query)))["items"]!.AsArray())!["name"]);
    }

    [Theory]
    [InlineData("v2/vms/")]
    [InlineData("v3/machines")]
    [InlineData("v1/vpcs")]
    [InlineData("v1/subnets")]
    public async Task An_unknown_route_is_404(string path)
    {
        using var client = new EmulatorClient(Emulator);

        Assert.Equal((404, "Not found"), ((await client.Get(path)).Status, (await client.Get(path)).Error));
    }

    [Fact]
    public async Task A_fault_strikes_the_operations_of_this_generation_too()
    {
        foreach (var operation in new[]
        {
            "CreateVm",
            "PublicIp",
            "Storage",
            "Balance",
            "RestartVm",
            "Estimate",
            "ListImages",
            "SshKeys",
            "DeleteVm"
        })
        {
            Emulator.SetFault(new EmulatorFault { Operation = operation, Kind = EmulatorFaultKind.DropBefore });
        }
        async Task Lost(HttpMethod method, string path) =>
            await Assert.ThrowsAsync<HttpRequestException>(() => Client.Send(method, path, method == HttpMethod.Post ? "{}" : null));

        await Lost(HttpMethod.Post, "v2/vms");
        await Lost(HttpMethod.Get, "v1/public_ips");
        await Lost(HttpMethod.Post, "v1/storages/delete");
        await Lost(HttpMethod.Get, "v2/users/balances");
        await Lost(HttpMethod.Post, $"v2/vms/{Unknown}/softreboot");
        await Lost(HttpMethod.Post, $"v2/vms/{Unknown}/terminate");
        await Lost(HttpMethod.Post, "v1/prices/cost");
        await Lost(HttpMethod.Get, "v1/storages/default_images");
        await Lost(HttpMethod.Get, "v1/ssh_keys");
        await Ok(Client.Get("v2/vms"));
    }

    [Fact]
    public async Task An_order_whose_answer_is_lost_is_there_all_the_same()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DropAfter, Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => Client.Post("v2/vms", VmBody("lost")));

        var vm = Assert.Single((await Ok(Client.Get("v2/vms?name=lost")))["items"]!.AsArray())!;
        Assert.Equal("lost", (string?)vm["name"]);
    }
}
