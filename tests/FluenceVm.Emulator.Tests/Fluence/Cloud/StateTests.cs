using System.Text.Json.Nodes;
using FluenceVm.Emulator.Fluence;
using FluenceVm.Emulator.Tests.Support;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>The state that survives a restart, and one fleet for all generations.</summary>
public sealed class StateTests() : CloudTest(withFleet: true)
{
    [Fact]
    public async Task A_state_comes_back_as_it_was()
    {
        await Launched("kept", WithAddress);
        await Draft();
        await Ok(Post("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}""", "vpc-key"));
        await Ok(Post("top-ups", """{"amountCents":1000}"""), 201);
        Step(0);
        var saved = Emulator.FluenceService.Save();

        var again = new FluenceService(Emulator.ApiKey, new FluenceAccount(9), EmulatorGenerations.All, DateTimeOffset.UnixEpoch);
        again.Load(JsonNode.Parse(saved.ToJsonString())!);

        Assert.Equal(saved.ToJsonString(), again.Save().ToJsonString());
        Assert.Equal(Account.Purse.Balance, again.Cloud.Purse.Balance);
    }

    [Fact]
    public async Task The_marketplaces_VMs_are_seen_with_disk_address_and_ports()
    {
        var vm = (await Items("vms?name=web-1"))[0];

        Assert.Equal("launched", (string?)vm["status"]);
        Assert.Equal("ready", (string?)(await Ok(Get($"storages/{vm["bootDiskId"]}")))["status"]);
        var nics = await Interfaces(vm["id"]);
        var group = (await Items($"security-groups?ids[0]={nics.Single(nic => (string?)nic["kind"] == "private")["securityGroupId"]}"))[0];
        Assert.Equal(3, group["ingressRules"]!["rules"]!.AsArray().Count);
        Assert.Equal((string?)vm["id"], (string?)group["attachments"]![0]!["vmId"]);
    }

    [Fact]
    public async Task A_name_ports_and_an_end_count_everywhere()
    {
        using var market = new EmulatorClient(Emulator);
        var vm = await Launched("shared");
        Assert.Equal("Active", (string?)(await market.Vm("shared"))["status"]);
        await Ok(Patch($"vms/{vm["id"]}", """{"name":"renamed"}"""));
        var shown = await market.Vm("renamed");
        var update = $$"""{"updates":[{"id":"{{shown["id"]}}","openPorts":[{"port":443,"protocol":"tcp"}]}]}""";
        await market.Send(HttpMethod.Patch, "vms/v3", update);
        var nic = (await Interfaces(vm["id"]))[0];
        Assert.NotNull(nic["securityGroupId"]);

        await market.Delete($$"""{"vmId":"{{shown["id"]}}"}""");
        Assert.Equal("terminating", (string?)(await Vm(vm["id"]))["status"]);
        Step(3);
        Assert.Equal("terminated", (string?)(await Vm(vm["id"]))["status"]);
        Assert.DoesNotContain(await market.Vms(), each => (string?)each["vmName"] == "renamed");
    }

    [Fact]
    public async Task A_VM_of_the_marketplace_ends_here_as_well_and_leaves_nothing()
    {
        var vm = (await Items("vms?name=web-1"))[0];

        var receipt = await Ok(Post($"vms/{vm["id"]}/terminate", key: "end"), 202);
        Step(3);

        Assert.Empty(receipt["retainedResources"]!["storageIds"]!.AsArray());
        Assert.Equal("removed", (string?)(await Ok(Get($"storages/{vm["bootDiskId"]}")))["status"]);
        using var market = new EmulatorClient(Emulator);
        Assert.DoesNotContain(await market.Vms(), each => (string?)each["vmName"] == "web-1");
    }
}
