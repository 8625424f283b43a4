using System.Globalization;
using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>From the draft to the running VM, and to its end.</summary>
public sealed class DraftTests : CloudTest
{
    [Fact]
    public async Task A_draft_without_a_body_takes_every_default_and_costs_nothing()
    {
        var receipt = await Ok(Post("vms", key: "k"), 201);

        var vm = await Vm(receipt["id"]);
        Assert.Equal("draft", (string?)receipt["acceptedStatus"]);
        Assert.Equal(("draft", false, Cluster), ((string?)vm["status"], (bool)vm["hasCloudInit"]!, (string?)vm["clusterId"]));
        Assert.Equal((string?)receipt["createdResources"]!["storageIds"]![0], (string?)vm["bootDiskId"]);
        Assert.Equal("private", (string?)Assert.Single(await Interfaces(receipt["id"]))["kind"]);
        Step(86_400);
        Assert.Equal(1000m, Account.Purse.Balance);
    }

    [Fact]
    public async Task The_life_of_a_VM()
    {
        var draft = await Draft(VmBody("web-1", WithAddress));
        var id = draft["id"];
        Assert.Equal("new", (string?)(await Ok(Post($"vms/{id}/provision")))["status"]);
        Step(1);
        Assert.Equal("launching", (string?)(await Vm(id))["status"]);
        Step(3);
        Assert.Equal("launched", (string?)(await Vm(id))["status"]);
        var nics = await Interfaces(id);
        Assert.Equal(["10.101.0", "198.19.0"], nics.Select(nic => Prefix(nic["assignedIps"]![0])));

        var terminated = await Ok(Post($"vms/{id}/terminate", key: "end"), 202);
        Assert.Equal("terminating", (string?)terminated["acceptedStatus"]);
        var (disk, address) = (terminated["retainedResources"]!["storageIds"]![0], terminated["retainedResources"]!["publicIpIds"]![0]);
        await Refused(409, "attached_to_vm", Delete($"storages/{disk}"));
        await Refused(409, "attached_to_vm", Delete($"public-ips/{address}"));
        Step(3);
        var ended = await Vm(id);
        Assert.Equal(("terminated", null, 0), ((string?)ended["status"], ended["bootDiskId"], ended["interfaceIds"]!.AsArray().Count));
        Assert.Equal("removing", (string?)(await Ok(Delete($"storages/{disk}")))["status"]);
        await Ok(Delete($"public-ips/{address}"));
        Assert.Equal(0, Account.Purse.Rate);
    }

    [Fact]
    public async Task The_same_key_repeats_the_receipt_whatever_became_of_the_VM()
    {
        var body = VmBody("web-1");
        var first = await Post("vms", body, "order-1");
        var id = first.Json["id"];
        await Ok(Patch($"vms/{id}", """{"name":"renamed"}"""));
        await Ok(Post($"vms/{id}/provision"));

        var again = await Post("vms", body, "order-1");

        Assert.Equal((201, first.Text, $"/v3/vms/{id}"), (again.Status, again.Text, again.Headers["Location"]));
        await Refused(409, "idempotency_conflict", Post("vms", VmBody("web-2"), "order-1"));
        Assert.Single(await Items("vms"));
    }

    [Fact]
    public async Task The_key_of_a_discarded_draft_is_gone()
    {
        var receipt = await Ok(Post("vms", VmBody(), "order-1"), 201);
        Assert.Equal(204, (await Delete($"vms/{receipt["id"]}")).Status);

        await Refused(410, "idempotent_resource_gone", Post("vms", VmBody(), "order-1"));
        Assert.Empty(await Items("storages"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a key")]
    [InlineData("ключ")]
    public async Task An_order_without_a_proper_key_is_400(string? key) => await Refused(400, "bad_request", Post("vms", VmBody(), key));

    [Fact]
    public async Task A_termination_repeats_its_inventory_for_its_key_alone()
    {
        var vm = await Launched();
        var first = await Post($"vms/{vm["id"]}/terminate", key: "end");
        Step(10);

        Assert.Equal(first.Text, (await Post($"vms/{vm["id"]}/terminate", key: "end")).Text);
        await Refused(409, "vm_not_live", Post($"vms/{vm["id"]}/terminate", key: "other"));
    }

    [Fact]
    public async Task A_draft_is_refused_with_everything_that_is_wrong()
    {
        var id = (await Draft(VmBody(more: ""","interfaces":[]""")))["id"];
        await Ok(Delete($"vms/{id}/storages/{(await Vm(id))["bootDiskId"]}"), 204);

        var refusal = await Refused(409, "conflict", Post($"vms/{id}/provision"));

        Assert.Equal(["missingBootDisk", "missingInterface"], Types(refusal));
    }

    [Fact]
    public async Task A_group_that_is_still_being_made_holds_a_draft_up()
    {
        var group = (await Ok(Post("security-groups", $$"""{"vpcId":"{{DefaultVpc}}","name":"web","ingressRules":[]}""")))["id"];
        var interfaces = $$""","interfaces":[{"kind":"private","subnetId":"{{DefaultSubnet}}","securityGroupId":"{{group}}"}]""";
        var id = (await Draft(VmBody(more: interfaces)))["id"];

        var refusal = await Refused(409, "conflict", Post($"vms/{id}/provision"));

        Assert.Equal("materializing", (string?)refusal["violations"]![0]!["violation"]!["reason"]);
        Step(2);
        await Ok(Post($"vms/{id}/provision"));
    }

    [Fact]
    public async Task Malformed_user_data_ends_as_a_failure_that_says_so()
    {
        var vm = await Launched(more: ""","cloudInit":"#cloud-config\n\tpackages: []" """);

        Assert.Equal(("failed", "dependencyTerminal"), ((string?)vm["status"], (string?)vm["failure"]!["code"]));
        await Ok(Post($"vms/{vm["id"]}/terminate", key: "end"), 202);
    }

    [Fact]
    public async Task A_draft_can_be_changed_in_all_its_parts()
    {
        var id = (await Draft())["id"];
        await Ok(Send("PUT", $"vms/{id}/cloud-init", """{"userData":"#!/bin/sh"}"""));
        await Ok(Send("PUT", $"vms/{id}/ssh-keys", """{"sshKeys":[]}"""));
        var data = (await Ok(Post($"vms/{id}/storages", """{"volumeGb":10}""")))["id"];
        Assert.Equal(20, (int)(await Ok(Patch($"vms/{id}/storages/{data}", """{"volumeGb":20}""")))["volumeGb"]!);
        var boot = (await Ok(Post($"vms/{id}/boot-disk", BootBody(40))))["id"];
        await Ok(Post($"vms/{id}/interfaces", """{"kind":{"public":{}}}"""));

        var vm = await Vm(id);
        Assert.Equal((true, (string?)boot), ((bool)vm["hasCloudInit"]!, (string?)vm["bootDiskId"]));
        Assert.Equal([(string?)data], vm["dataDiskIds"]!.AsArray().Select(each => (string?)each));
        Assert.Equal(2, (await Items("storages")).Count);
        Assert.False((bool)(await Ok(Send("DELETE", $"vms/{id}/cloud-init")))["hasCloudInit"]!);
        await Ok(Post($"vms/{id}/provision"));
        await Refused(409, "vm_not_draft", Send("PUT", $"vms/{id}/cloud-init", """{"userData":"#!/bin/sh"}"""));
    }

    [Fact]
    public async Task A_draft_moves_only_with_its_latest_time()
    {
        var vm = await Vm((await Draft())["id"]);
        var body = $$"""{"clusterId":"{{ClusterIn("DE")}}","expectedUpdatedAt":"{{vm["updatedAt"]}}"}""";
        await Ok(Patch($"vms/{vm["id"]}", """{"name":"renamed"}"""));
        await Refused(409, "draft_revision_stale", Post($"vms/{vm["id"]}/cluster", body));

        var latest = (await Vm(vm["id"]))["updatedAt"];
        var moved = await Ok(Post($"vms/{vm["id"]}/cluster", $$"""{"clusterId":"{{ClusterIn("DE")}}","expectedUpdatedAt":"{{latest}}"}"""));

        Assert.Equal(ClusterIn("DE"), (string?)moved["clusterId"]);
        await Ok(Post($"vms/{vm["id"]}/provision"));
    }

    [Fact]
    public async Task An_estimate_leaves_out_what_is_billed_already()
    {
        var disk = (await Ok(Post("storages", DiskBody("boot", 25, Image))))["id"];
        Step(2);
        var body = $$"""
            {"name":"web-1","clusterId":"{{Cluster}}","configurationId":"{{Configuration}}","sshKeyIds":[],
             "bootDisk":{"kind":"existing","storageId":"{{disk}}"},
             "interfaces":[{"kind":"private","subnetId":"{{DefaultSubnet}}","default":true}]}
            """;
        var estimate = await Ok(Post("vm-estimates", body));
        var draft = await Draft(VmBody(more: $$""","bootDisk":{"kind":"existing","storageId":"{{disk}}"}"""));
        var saved = await Ok(Get($"vms/{draft["id"]}/estimate"));

        Assert.Equal(25 * 0.000072m, Money(estimate["hourlyTotal"]) - Money(estimate["hourlyIncremental"]));
        Assert.Equal((string?)estimate["hourlyTotal"], (string?)saved["hourlyTotal"]);
        Assert.Equal((string?)estimate["hourlyIncremental"], (string?)saved["hourlyIncremental"]);
    }

    [Fact]
    public async Task A_restart_is_for_VMs_that_run()
    {
        var id = (await Draft())["id"];
        await Refused(409, "vm_not_live", Post($"vms/{id}/restart"));
        await Ok(Post($"vms/{id}/provision"));
        Step(4);

        Assert.Equal("restarting", (string?)(await Ok(Post($"vms/{id}/restart")))["status"]);
        await Refused(409, "vm_not_live", Post($"vms/{id}/softreboot"));
        Step(5);
        Assert.Equal("softRebooting", (string?)(await Ok(Post($"vms/{id}/softreboot")))["status"]);
    }

    private static string BootBody(int volume) =>
        $$"""{"volumeGb":{{volume}},"source":{"type":"catalog","imageId":"{{Image}}"} }""";

    private static decimal Money(JsonNode? amount) => decimal.Parse((string)amount!, CultureInfo.InvariantCulture);

    private static IEnumerable<string?> Types(JsonNode refusal) =>
        refusal["violations"]!.AsArray().Select(each => (string?)each!["violation"]!["type"]);

    private static string Prefix(JsonNode? address) => string.Join('.', ((string)address!).Split('.')[..3]);
}
