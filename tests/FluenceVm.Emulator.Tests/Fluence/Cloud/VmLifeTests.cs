using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

public sealed class VmLifeTests : CloudTest
{
    [Fact]
    public async Task An_order_leads_through_the_statuses_and_reading_tells_what_may_be_done()
    {
        var vm = await Ok(Client.Post("v2/vms", VmBody(more: $",\"publicIp\":{AddressBody()}")));
        Assert.Equal(("new", "cpu-regular-2vcpu-4gb", 2, 4), ((string?)vm["status"], (string?)vm["configurationSlug"], (int)vm["vcpu"]!, (int)vm["ramGb"]!));
        Assert.Equal(["terminate"], Actions(vm));

        Step(1);
        Assert.Equal("launching", (string?)(await Vm(vm))["status"]);
        Step(3);
        var running = await Vm(vm, "?expand=publicIp");

        Assert.Equal("launched", (string?)running["status"]);
        Assert.Equal(["removePublicIp", "addStorages", "removeStorages", "updateNetworkInterface", "restart", "softReboot", "terminate"], Actions(running));
        Assert.Null(running["configurationSlug"]);
        Assert.NotNull(running["readySince"]);
        Assert.StartsWith("198.", (string?)running["expanded"]!["publicIp"]!["address"]);
    }

    [Theory]
    [InlineData("restart", "restarting", 5)]
    [InlineData("softreboot", "softRebooting", 3)]
    public async Task A_restart_keeps_the_vm_busy_for_a_while(string action, string status, int seconds)
    {
        var vm = await Launched();

        Assert.Equal(status, (string?)(await Do(vm, action))["status"]);
        await Refused(406, "not_acceptable", Client.Post($"v2/vms/{vm["id"]}/{action}", ""));
        Step(seconds - 1);
        Assert.Equal(status, (string?)(await Vm(vm))["status"]);
        Step(1);

        Assert.Equal("launched", (string?)(await Vm(vm))["status"]);
        Assert.Equal(1, Emulator.CountOf("CreateVm"));
        Assert.Equal(2, Emulator.CountOf("RestartVm"));
    }

    [Fact]
    public async Task A_terminated_vm_stays_listed_and_its_disk_and_address_stay_and_cost()
    {
        var vm = await Launched(withAddress: true);
        var (disk, address) = (vm["bootDisk"], vm["publicIp"]);

        Assert.Equal("terminating", (string?)(await Do(vm, "terminate"))["status"]);
        await Refused(406, "not_acceptable", Client.Post($"v2/vms/{vm["id"]}/terminate", ""));
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/storages/{disk}", null));
        await Refused(406, "not_acceptable", Client.Send(HttpMethod.Delete, $"v1/public_ips/{address}", null));
        Step(3);

        var ended = await Vm(vm);
        Assert.Equal("terminated", (string?)ended["status"]);
        Assert.NotNull(ended["terminatedAt"]);
        Assert.Empty(Actions(ended));
        Assert.Empty((await Disk(disk))["attachedTo"]!.AsArray());
        Assert.Null((await Address(address))!["attachedTo"]);
        var before = Sums().Spent;
        Step(10 * 3600);
        Assert.Equal(10 * ((25 * 60) + 700), Sums().Spent - before);

        await Ok(Client.Send(HttpMethod.Delete, $"v1/storages/{disk}", null));
        await Ok(Client.Post("v1/public_ips/delete", $$"""{"ids":["{{address}}"]}"""));
        Step(2);
        var after = Sums().Spent;
        Step(24 * 3600);
        Assert.Equal(after, Sums().Spent);
        Assert.Equal(("removed", "removed"), ((string?)(await Disk(disk))["status"], (string?)(await Address(address))!["status"]));
    }

    [Fact]
    public async Task Every_hour_is_charged_when_it_begins()
    {
        // 298160 micro-USDC an epoch: 85 per cent of it by 24, a disk of 25 GB, an address.
        const long Hour = 10_559 + (25 * 60) + 700;
        var vm = await Launched(withAddress: true);
        Assert.Equal((Hour, 1_000_000_000 - Hour), Sums());

        Step(3600 - 4 - 1);
        Assert.Equal(Hour, Sums().Spent);
        Step(1);
        Assert.Equal(2 * Hour, Sums().Spent);
        Step(34.5 * 3600);

        Assert.Equal(36 * Hour, Sums().Spent);
        var now = await Vm(vm);
        Assert.Equal(("0.010559", "7.70807"), ((string?)now["priceHourlyUsd"], (string?)now["priceMonthlyUsd"]));
        Assert.Equal(Emulator.Now.AddHours(0.5), DateTimeOffset.Parse((string)now["paidUntil"]!));
    }

    [Fact]
    public async Task An_address_takes_effect_with_a_restart_and_disks_come_and_go()
    {
        var vm = await Launched();
        var address = await Ok(Client.Post("v1/public_ips", AddressBody()));
        var disk = await Ok(Client.Post("v1/storages", DiskBody("data", 100, image: null)));
        await Refused(406, "not_acceptable", Client.Post($"v2/vms/{vm["id"]}/public_ip/add", $$"""{"publicIpId":"{{address["id"]}}"}"""));
        Step(2);

        var updating = await Do(vm, "public_ip/add", $$"""{"publicIpId":"{{address["id"]}}"}""");
        Assert.Equal(("updating", true), ((string?)updating["status"], (bool)updating["restartRequired"]!));
        await Refused(406, "not_acceptable", Client.Post($"v2/vms/{vm["id"]}/restart", ""));
        Step(2);
        await Do(vm, "restart");
        Step(5);
        await Do(vm, "storages/add", $$"""{"dataDisks":["{{disk["id"]}}"]}""");
        Step(2);

        var now = await Vm(vm);
        Assert.Equal((false, (string?)address["id"]), ((bool)now["restartRequired"]!, (string?)now["publicIp"]));
        Assert.Equal([(string?)disk["id"]], now["dataDisks"]!.AsArray().Select(id => (string?)id));
        Assert.Equal(125, (int)(await Client.Vm("web-1"))["resources"]!.AsArray().Single(each => (string?)each!["type"] == "STORAGE")!["supply"]!);
        await Do(vm, "storages/remove", $$"""{"dataDisks":["{{disk["id"]}}"]}""");
        Assert.Empty((await Disk(disk["id"]))["attachedTo"]!.AsArray());
        Step(2);
        await Refused(404, "not_found", Client.Post($"v2/vms/{vm["id"]}/storages/remove", $$"""{"dataDisks":["{{vm["bootDisk"]}}"]}"""));
    }

    [Fact]
    public async Task A_new_name_is_seen_by_every_generation()
    {
        var vm = await Launched();

        var renamed = await Ok(Client.Send(HttpMethod.Patch, $"v2/vms/{vm["id"]}", """{"name":"web-2"}"""));

        Assert.Equal("web-2", (string?)renamed["name"]);
        Assert.Equal("Active", (string?)(await Client.Vm("web-2"))["status"]);
    }

    [Theory]
    [InlineData("#cloud-config\nruncmd:\n\t- echo\n", "failed")]
    [InlineData("#cloud-config\nruncmd:\n  - echo\n", "launched")]
    [InlineData("#!/bin/sh\n\techo\n", "launched")]
    public async Task User_data_that_are_no_yaml_end_in_a_failed_vm(string userData, string status)
    {
        var more = new JsonObject { ["userData"] = userData }.ToJsonString();
        var vm = await Ok(Client.Post("v2/vms", VmBody(more: $",\"cloudInit\":{more}")));
        Step(4);

        var now = await Vm(vm);

        Assert.Equal(status, (string?)now["status"]);
        Assert.Empty(now["cloudInit"]!.AsObject());
        await Do(vm, "terminate");
        Step(3);
        Assert.Equal("terminated", (string?)(await Vm(vm))["status"]);
    }

    private static IEnumerable<string?> Actions(JsonNode vm) => vm["allowedActions"]!.AsArray().Select(action => (string?)action);
}
