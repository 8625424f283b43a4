namespace FluenceVm.Emulator.Tests.Fluence.Cloud;

/// <summary>Planted faults answer in the words of the routes that they strike.</summary>
public sealed class FaultTests : CloudTest
{
    [Fact]
    public async Task A_keyed_order_that_is_still_at_work_says_when_to_ask_again()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", StatusCode = 409, RetryAfter = TimeSpan.FromSeconds(3), Count = 1 });

        var answer = await Post("vms", VmBody(), "order-1");

        Assert.Equal((409, "request_in_progress", "3"), (answer.Status, (string?)answer.Json["code"], answer.Headers["Retry-After"]));
        await Ok(Post("vms", VmBody(), "order-1"), 201);
    }

    [Theory]
    [InlineData("ListVms", "vms", 503, "service_unavailable")]
    [InlineData("Storage", "storages", 429, "rate_limited")]
    [InlineData("Vpc", "vpcs", 503, "service_unavailable")]
    public async Task A_planted_refusal_has_a_code(string operation, string path, int status, string code)
    {
        Emulator.SetFault(new EmulatorFault { Operation = operation, StatusCode = status, Count = 1 });

        await Refused(status, code, Get(path));
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_draft_and_its_receipt()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DropAfter, Count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Post("vms", VmBody(), "order-1"));

        var receipt = await Ok(Post("vms", VmBody(), "order-1"), 201);

        Assert.Equal((string?)receipt["id"], (string?)Assert.Single(await Items("vms"))["id"]);
    }

    [Fact]
    public async Task A_draft_is_made_as_a_whole_even_where_a_change_of_several_would_be_cut()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "CreateVm", Kind = EmulatorFaultKind.DropAfter, CutAfter = 1, Count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Post("vms", VmBody(more: WithAddress), "order-1"));

        var receipt = await Ok(Post("vms", VmBody(more: WithAddress), "order-1"), 201);

        Assert.Equal((string?)receipt["id"], (string?)Assert.Single(await Items("vms"))["id"]);
        Assert.Equal((string?)receipt["createdResources"]!["storageIds"]![0], (string?)Assert.Single(await Items("storages"))["id"]);
        Assert.Equal((string?)receipt["createdResources"]!["publicIpIds"]![0], (string?)Assert.Single(await Items("public-ips"))["id"]);
    }

    [Fact]
    public async Task A_VM_can_fail_and_is_free_from_then_on()
    {
        var id = (await Draft())["id"];
        Emulator.SetFault(new EmulatorFault { Operation = "Provision", Kind = EmulatorFaultKind.FailsLater, Count = 1 });
        await Ok(Post($"vms/{id}/provision"));
        Step(4);

        var vm = await Vm(id);

        Assert.Equal(("failed", "deadlineExceeded"), ((string?)vm["status"], (string?)vm["failure"]!["code"]));
        Assert.Equal(25 * 0.000072m, Account.Purse.Rate * 3_600);
        await Refused(409, "vm_not_live", Post($"vms/{id}/restart"));
    }

    [Fact]
    public async Task A_VPC_that_has_failed_takes_nothing()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "Vpc", Kind = EmulatorFaultKind.FailsLater, Count = 1 });
        var vpc = await Ready("vpcs", $$"""{"clusterId":"{{Cluster}}","name":"net"}""");

        await Refused(422, "parent_vpc_failed", Post("security-groups", $$"""{"vpcId":"{{vpc}}","name":"web"}"""));
        await Refused(422, "parent_vpc_failed", Post($"vpcs/{vpc}/subnets", """{"name":"a","ipv4Cidr":"10.0.0.0/24"}"""));
    }

    [Fact]
    public async Task An_address_can_fail_and_says_why()
    {
        Emulator.SetFault(new EmulatorFault { Operation = "PublicIp", Kind = EmulatorFaultKind.FailsLater, Count = 1 });
        var address = await Ready("public-ips", AddressBody("one"));

        var failed = (await Items($"public-ips?ids[0]={address}"))[0];

        Assert.Equal(("failed", "noAvailableAddress"), ((string?)failed["status"], (string?)failed["failureReason"]));
        await Ok(Delete($"public-ips/{address}"));
    }

    [Fact]
    public async Task A_list_can_lag_behind()
    {
        var lag = TimeSpan.FromSeconds(3);
        Emulator.SetFault(new EmulatorFault { Operation = "ListVms", Kind = EmulatorFaultKind.Lag, Lag = lag });
        var id = (await Draft())["id"];
        await Ok(Post($"vms/{id}/provision"));

        Assert.Empty(await Items("vms"));
        Step(3);

        Assert.Equal((string?)id, (string?)Assert.Single(await Items("vms"))["id"]);
        Assert.Equal("launching", (string?)(await Vm(id))["status"]);
    }

    [Fact]
    public async Task A_doubled_termination_answers_with_the_same_receipt()
    {
        var vm = await Launched();
        Emulator.SetFault(new EmulatorFault { Operation = "DeleteVm", Kind = EmulatorFaultKind.Duplicate, Count = 1 });

        var receipt = await Ok(Post($"vms/{vm["id"]}/terminate", key: "end"), 202);

        Assert.Equal((string?)vm["bootDiskId"], (string?)receipt["retainedResources"]!["storageIds"]![0]);
    }
}
