using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Interfaces, addresses that move, and disks that are attached to running VMs.</summary>
public sealed class InterfaceTests : CloudTest
{
    [Fact]
    public async Task An_address_moves_with_a_restart()
    {
        var address = await Ready("public-ips", AddressBody("one"));
        var (first, second) = ((await Launched("web-1"))["id"], (await Launched("web-2"))["id"]);
        var nic = await Ok(Post($"vms/{first}/interfaces", Public(address)));
        Assert.True((bool)nic["default"]!);
        await Refused(409, "conflict", Delete($"vms/{first}/interfaces/{nic["id"]}"));
        Step(2);
        Assert.True((bool)(await Vm(first))["restartRequired"]!);
        await Refused(404, "not_found", Post($"vms/{second}/interfaces", Public(address)));

        await Ok(Delete($"vms/{first}/interfaces/{nic["id"]}"), 204);
        Step(2);
        Assert.Equal((string?)first, await HolderOf(address));
        await Ok(Post($"vms/{first}/restart"));
        Step(5);
        Assert.Null(await HolderOf(address));
        Assert.False((bool)(await Vm(first))["restartRequired"]!);

        await Ok(Post($"vms/{second}/interfaces", Public(address)));
        Assert.Equal((string?)second, await HolderOf(address));
        await Refused(409, "attached_to_vm", Delete($"public-ips/{address}"));
    }

    [Fact]
    public async Task There_is_one_public_interface_and_always_a_private_one()
    {
        var vm = (await Launched(more: WithAddress))["id"];
        var inner = (await Interfaces(vm)).Single(nic => (string?)nic["kind"] == "private")["id"];

        var subnet = DefaultSubnet;
        await Refused(409, "active_public_interface", Post($"vms/{vm}/interfaces", Public(Unknown)));
        var twice = $$$"""{"kind":{"private":{"subnet":"{{{subnet}}}"} } }""";
        await Refused(409, "subnet_already_attached", Post($"vms/{vm}/interfaces", twice));
        await Refused(422, "unprocessable_entity", Delete($"vms/{vm}/interfaces/{inner}"));
    }

    [Theory]
    [InlineData("{}", "empty_patch")]
    [InlineData("""{"subnet":"00000000-0000-4000-8000-000000000001","securityGroupId":null}""", "expected exactly one change")]
    public async Task A_change_is_exactly_one(string body, string reason)
    {
        var vm = (await Draft())["id"];
        var nic = (await Interfaces(vm))[0]["id"];

        var refusal = await Refused(400, "bad_request", Patch($"vms/{vm}/interfaces/{nic}", body));

        Assert.Equal(reason, (string?)refusal["violations"]![0]!["reason"]);
    }

    [Fact]
    public async Task Static_addresses_lie_in_the_subnet_and_belong_to_one()
    {
        var vm = (await Draft())["id"];
        var nic = (await Interfaces(vm))[0]["id"];
        await Ok(Patch($"vms/{vm}/interfaces/{nic}", """{"staticIps":["10.9.9.9"]}"""));
        Assert.Equal("invalidAddress", Reason(await Refused(409, "conflict", Post($"vms/{vm}/provision"))));
        await Ok(Patch($"vms/{vm}/interfaces/{nic}", """{"staticIps":["10.101.9.9"],"securityGroupId":null}"""));
        await Ok(Post($"vms/{vm}/provision"));
        Assert.Equal("10.101.9.9", (string?)(await Interfaces(vm))[0]["assignedIps"]![0]);

        var other = (await Draft())["id"];
        await Ok(Patch($"vms/{other}/interfaces/{(await Interfaces(other))[0]["id"]}", """{"staticIps":["10.101.9.9"]}"""));
        Assert.Equal("addressConflict", Reason(await Refused(409, "conflict", Post($"vms/{other}/provision"))));
    }

    [Fact]
    public async Task A_drafts_interface_changes_its_kind()
    {
        var vm = (await Draft())["id"];
        var nic = (await Interfaces(vm))[0]["id"];

        var changed = await Ok(Patch($"vms/{vm}/interfaces/{nic}", """{"kind":{"type":"public","addressType":"V4"} }"""));

        Assert.Equal("public", (string?)changed["kind"]);
        Assert.Single(await Items("public-ips?status=draft"));
        await Ok(Patch($"vms/{vm}/interfaces/{nic}", $$$"""{"kind":{"type":"private","subnet":"{{{DefaultSubnet}}}"} }"""));
        Assert.Empty(await Items("public-ips"));
        await Ok(Post($"vms/{vm}/provision"));
        Step(4);
        await Refused(409, "conversion_draft_only", Patch($"vms/{vm}/interfaces/{nic}", """{"kind":{"type":"public"} }"""));
    }

    [Fact]
    public async Task A_disk_is_attached_enlarged_and_detached_while_the_VM_runs()
    {
        var disk = await Ready("storages", DiskBody("data"));
        var vm = (await Launched())["id"];
        await Ok(Post($"vms/{vm}/storages", $"\"{disk}\""));
        Assert.Equal("updating", (string?)(await Vm(vm))["status"]);
        Step(2);
        await Refused(409, "attached_to_vm", Delete($"storages/{disk}"));
        await Refused(422, "unprocessable_entity", Patch($"storages/{disk}", """{"volumeGb":5}"""));
        Assert.Equal("updating", (string?)(await Ok(Patch($"storages/{disk}", """{"volumeGb":50}""")))["status"]);

        await Ok(Delete($"vms/{vm}/storages/{disk}"), 204);
        Step(2);
        Assert.Empty((await Ok(Get($"storages/{disk}")))["attachedVmIds"]!.AsArray());
        await Ok(Delete($"storages/{disk}"));
        await Refused(409, "conflict", Delete($"vms/{vm}/storages/{(await Vm(vm))["bootDiskId"]}"));
    }

    [Theory]
    [InlineData("DE", null, 422, "storage_not_attachable")]
    [InlineData("PL", "image", 422, "storage_not_attachable")]
    public async Task A_disk_that_does_not_fit_is_refused(string country, string? image, int status, string code)
    {
        var disk = await Ready("storages", DiskBody("data", 25, image is null ? null : Image, ClusterIn(country)));
        var vm = (await Launched())["id"];

        await Refused(status, code, Post($"vms/{vm}/storages", $"\"{disk}\""));
        await Refused(400, "bad_request", Post($"vms/{vm}/storages", $"\"{disk}\"", NewKey()));
    }

    private static string Public(object address) => $$$"""{"kind":{"public":{"publicIp":"{{{address}}}"} } }""";

    private static string? Reason(JsonNode refusal) => (string?)refusal["violations"]![0]!["violation"]!["reason"];

    private async Task<string?> HolderOf(JsonNode address) => (string?)(await Items($"public-ips?ids[0]={address}"))[0]["vmId"];
}
